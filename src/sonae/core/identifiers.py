"""Could a registry have given out this number? Check digits, by the registries' own rules, over digits alone."""

from __future__ import annotations

# JIS X 0401: the number of a prefecture is its place in this row, from 01
PREFECTURES = (
    *("北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県"),
    *("埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県"),
    *("岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県"),
    *("鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県"),
    *("佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"),
)
MEDICAL, DENTAL, PHARMACY, NURSING = "1", "3", "4", "6"
SCORE_TABLES = (MEDICAL, DENTAL, PHARMACY, NURSING)
CORPORATE_DIGITS, INSTITUTION_DIGITS, FULL_INSTITUTION_DIGITS = 13, 7, 10
_CORPORATE_MODULUS = 9


def corporate_check_digit(base: str) -> int:
    """Return the digit that stands before the twelve digits of a corporate number (法人番号): 1 to 9.

    9 less the remainder by 9 of the sum of the digits, every second one from the right doubled.
    Source: 法人番号の指定等に関する省令 (平成26年財務省令第70号) 第2条, as the National Tax Agency explains it.
    """
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(base)))
    return _CORPORATE_MODULUS - total % _CORPORATE_MODULUS


def is_corporate_number(number: str) -> bool:
    """Return whether thirteen digits are a corporate number whose check digit, the first one, is right."""
    return len(number) == CORPORATE_DIGITS and int(number[0]) == corporate_check_digit(number[1:])


def institution_check_digit(base: str) -> int:
    """Return the last digit of a medical institution's code (医療機関コード), over the nine digits before it.

    These are the prefecture (2), the score table (1) and the first six of the code. From the right every second
    digit, beginning with the last of them, is doubled; the digits of all products are added; what lacks to the next
    ten is the check digit. Source: 昭和51年8月7日 保発第45号・庁保発第34号 別添, as described in public commentaries:
    the notice itself was not at hand, so a digit that differs is to be looked at and not to be refused.
    """
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(base)))
    return -sum(product // 10 + product % 10 for product in doubled) % 10


def agrees(code: str, prefecture: str, score_table: str) -> bool | None:
    """Return whether the check digit of a medical institution's code is right; None where that cannot be told.

    ``code`` has ten digits and says prefecture and table itself, or seven: then ``prefecture`` (its name) and
    ``score_table`` are needed, and without them nothing can be told.
    """
    if len(code) == INSTITUTION_DIGITS:
        if prefecture not in PREFECTURES or score_table not in SCORE_TABLES:
            return None
        code = f"{PREFECTURES.index(prefecture) + 1:02}{score_table}{code}"
    return int(code[-1]) == institution_check_digit(code[:-1])
