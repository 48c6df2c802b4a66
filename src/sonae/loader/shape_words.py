"""How is what would be right to write said in Japanese? In English each shape says it where it is declared."""

from __future__ import annotations

SHAPES = {
    "text": "文字",
    "text, which may be empty": "文字(空でもよい)",
    "true or false": "true か false",
    "never met": "どの事実でもあてはまらない",
    "always met": "どの事実でもあてはまる",
    "about no part or item of its families": "加入タイプの補償・費目のどれにも関係しない",
    "a list": "一覧(- で始まる行、または [ ])",
    "a mapping": "項目と値の組",
    "keys with values": "項目: 値 の組",
    "keys": "項目と値の組",
    "nothing": "空",
    "something else": "別のもの",
    "a list or keys": "一覧か項目と値の組",
    "a list of conditions": "条件の一覧",
    "a list of two facts": "2つの事実の一覧",
    "the name of one fact": "1つの事実の名前",
    "{fact: value}": "{事実: 値}",
    "a value, or {value, source, by}": "値、または {value, source, by}",
    "a code of a–z, 0–9, - and _": "a〜z・0〜9・-・_ からなる名前",
    "a day, as 2025-03-14": "日付(例: 2025-03-14)",
    'an exact share from 0 to 1, as 0.90 or "1/2"': '0 から 1 までの割合(例: 0.90、"1/2")',
    "a moment with its zone, as 2025-05-05T16:00+09:00": "時差まで書いた日時(例: 2025-05-05T16:00+09:00)",
    "a moment, as 2025-05-05T16:00 (Tokyo)": "日時(東京。例: 2025-05-05T16:00)",
    "a whole number, as 1000000 or 1_000_000": "整数(例: 1000000、1_000_000)",
    "whole yen, as 1000000 or 1_000_000": "円の整数(例: 1000000、1_000_000)",
    "a coverage part, or part/item": "補償、または 補償/費目",
    "an exact rate, as 0.80 or -0.20": "率(例: 0.80、-0.20)",
    "a whole number from 1": "1 以上の整数",
    "a whole number": "整数",
    "a change above -1, as -0.20 for 20 % off": "-1 より大きい増減(例: 20%引きは -0.20)",
    "a day of the month from 1 to 28, or end for its last day": "1 から 28 までの日、月末は end",
    "a day of the month from 1 to 28": "1 から 28 までの日",
    "digits with hyphens, as 03-1234-5678": "ハイフン付きの番号(例: 03-1234-5678)",
    'a time, as "16:00"': '時刻(例: "16:00")',
    "an exact number above 0, as 1.35": "0 より大きい数(例: 1.35)",
    "file:line, a web address or docs/…": "ファイル名:行、URL、docs/…",
    "yes or no": "yes か no",
    "a moment with its zone, as 2025-06-03T02:10+09:00, its day, as 2025-06-03, or never": (
        "時差まで書いた日時(例: 2025-06-03T02:10+09:00)、日付(例: 2025-06-03)、または never"
    ),
    "a whole number, 0 or more": "0 以上の整数",
    "whole yen from 0 to 10^15": "0 から 10^15 までの円の整数",
    # slips in YAML (nodes.SLIPS and what nodes says itself)
    "a tab, or one of @ ` %; indent with spaces, put such text in quotes": (
        "タブか、@・`・% で始まる文字があります。字下げは空白で、そのような文字は引用符で囲んでください"
    ),
    "a colon too many, a full-width one in the line above, or a line indented too far": (
        "余分なコロン、上の行の全角コロン、深すぎる字下げのどれかがあります。コロンを含む文は引用符で囲みます"
    ),
    "a tab at the start of a line; indent with spaces": "行の初めにタブがあります。字下げは空白にしてください",
    "a * at the start of a value; put such text in quotes": "値が * で始まっています。引用符で囲んでください",
    "a character that cannot be printed; delete it": "印字できない文字があります。消してください",
    "a key without its colon (: and a space); a full-width colon is none": (
        "項目のあとに「: 」(半角のコロンと空白)がありません。全角のコロンは使えません"
    ),
    "a line that is indented otherwise than those beside it": "前後の行と字下げがそろっていない行があります",
    "a brace { that is not closed, or a missing comma": "閉じていない { か、カンマの抜けがあります",
    "a bracket [ that is not closed, or a missing comma": "閉じていない [ か、カンマの抜けがあります",
    "a quote that is not closed": "閉じていない引用符があります",
    "a second document (---); write one only": "2つ目の文書(---)があります。1つだけにしてください",
    "lists or keys nested too deeply": "一覧や項目が深く入れ子になりすぎています",
    "an escape that is no character": "文字にならないエスケープがあります",
    "a key is a list or a mapping": "項目名が一覧や組になっています",
}
# what shapes are put together from
PARTS = (
    ("one of: ", "次のいずれか: "),
    (": one of ", ": 次のいずれか: "),
    (", or ", "、または "),
    ("a scheme and a plan", "scheme と plan"),
)


def in_japanese(shape: str) -> str:
    """Return the words of a shape in Japanese; names and numbers in it stay."""
    if shape in SHAPES:
        return SHAPES[shape]
    for english, japanese in PARTS:
        shape = shape.replace(english, japanese)
    return shape
