"""What must whoever opens one of our workbooks know? The sentences of their second sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sonae.exchange.faults import say
from sonae.exchange.standing import Tally

Line = tuple[str, str]

SIZE: Line = (
    "Beds or capacity: a whole number. Hospitals count beds, care facilities their capacity.",
    "病床数・定員は整数です。病院は病床数、介護老人保健施設などは入所定員です。",
)
TEMPLATE: tuple[Line, ...] = (
    (
        "Fill in one facility a row; leave the headings and the hidden second row as they are.",
        "1行に1施設を記入してください。見出しと、かくれている2行目はそのままにしてください。",
    ),
    (
        "Scheme and kind are needed, the plan where the kind has any. Columns of your own may be added; they are kept.",
        "制度、施設種別と、タイプのある種別では加入タイプが必須です。列を足してもかまいません。そのまま残ります。",
    ),
    SIZE,
    (
        "Received on: the day the complete application arrived, such as 2025-06-15 or R7.6.15.",
        "受付日は、もれなく記入された加入依頼書が届いた日です(2025-06-15、令和7年6月15日、R7.6.15 など)。",
    ),
    (
        "Left empty, cover is that of an application received at the moment of rating.",
        "受付日を空けると、試算した時に受け付けたものとして補償の期間を示します。",
    ),
    (
        "Member numbers are text: leading zeros stay.",
        "会員番号は文字列です。先頭のゼロは残ります。",
    ),
    (
        "Then: sonae rate FILE -o RESULT.xlsx",
        "次に: sonae rate ファイル -o 結果.xlsx",
    ),
)
RATED: tuple[Line, ...] = (
    (
        "annual_yen: premium for a whole year. payable_yen: due for the cover from start to end.",
        "annual_yen: 1年分の保険料。payable_yen: start から end までの補償についてお支払いいただく額。",
    ),
    (
        "status: printed (in the brochure), computed (by formula), estimate (no price), referred (the insurer quotes).",
        "status: printed(募集資料の金額)、computed(計算値)、estimate(概算)、referred(保険会社の個別見積)。",
    ),
    (
        "binding: whether one joins at this price; FALSE: the insurer's written quotation decides.",
        "binding: この金額で加入できるか。FALSE の場合は保険会社の書面の見積で決まります。",
    ),
    (
        "problem: what is wrong with the row and what would be right.",
        "problem: その行の問題と直し方。",
    ),
    (
        "assumed: what no brochure says and was assumed for the row; also, whether its scheme is only an example.",
        "assumed: 募集資料にないため、その行の金額や期間で仮定したこと。例示の制度による行は、例示であること。",
    ),
)


def lines_of(lines: tuple[Line, ...], language: str) -> tuple[str, ...]:
    """Return the sentences in ``language``."""
    return tuple(ja if language == "ja" else en for en, ja in lines)


def counted_lines(sorts: Iterable[tuple[str, Tally]], language: str) -> Iterator[str]:
    """Yield how many rows each sort of reason is said of, and each reason with its rows; nothing for none."""
    for key, tally in sorts:
        if tally.rows:
            yield say(key, language, rows=tally.rows)
        for one in tally.each:
            yield f"  - {say('rows_counted', language, rows=one.rows, text=one.text)}"
