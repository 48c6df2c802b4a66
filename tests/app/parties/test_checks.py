"""What people type is understood in every width; what is wrong is told beside its field, with what would be right."""

from datetime import date

import pytest
from django.utils import translation

from sonae.app.parties import checks


def kept(name, typed):
    values, errors = checks.read({name: typed})
    assert errors == {}
    return values[name]


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("number", "００012", "00012"),
        ("number", " a-１ ", "a-1"),
        ("corporate_number", "7-0000-1205-0002", "7000012050002"),
        ("corporate_number", "７０００012050002", "7000012050002"),
        ("institution_code", "0113719", "0113719"),
        ("institution_code", "01,1,0113719".replace(",", "-"), "0110113719"),
        ("postcode", "〒８１０ー０００１", "810-0001"),
        ("postcode", "8100001", "810-0001"),
        ("phone", "092−000−0001", "092-000-0001"),
        ("phone", "092—000–0001", "092-000-0001"),
        ("phone", "０９２ー０００ー０００１", "092-000-0001"),
        ("phone", "(092)000-0001", "(092)000-0001"),
        ("phone", "0920000001", "0920000001"),
        ("kana", "あおき いちろう", "アオキ イチロウ"),
        ("kana", "ﾊｶﾀﾋﾞｮｳｲﾝ", "ハカタビョウイン"),
        ("kana", "アオキ　イチロウ", "アオキ イチロウ"),
        ("name", " 髙﨑 𠮷 ", "髙﨑 𠮷"),
        ("name", "A&B=C 医院", "A&B=C 医院"),
        ("name", "ＡＢＣ１２３", "ＡＢＣ１２３"),
        ("beds", "１，２００", 1200),
        ("beds", "", None),
        ("closed_on", "R8.4.1", date(2026, 4, 1)),
        ("closed_on", "令和8年4月1日", date(2026, 4, 1)),
        ("closed_on", "Ｒ８．４．１", date(2026, 4, 1)),
        ("closed_on", "令和元年5月1日", date(2019, 5, 1)),
        ("closed_on", "2026-04-01", date(2026, 4, 1)),
        ("closed_on", "", None),
    ],
)
def test_it_is_read_as_it_was_meant(name, typed, read):
    assert kept(name, typed) == read


@pytest.mark.parametrize(
    ("name", "typed", "words", "english"),
    [
        ("number", "第1号", "00012", "00012"),
        ("name", "=1+1", "始めることもできません", "begin with"),
        ("manager_name", "@SUM(A1)", "始めることもできません", "begin with"),
        ("representative_name", "<b>太字</b>", "「<」「>」は使えません", "cannot hold"),
        ("corporate_number", "1000012050002", "先頭は7です", "the first one is 7"),
        ("corporate_number", "123", "13桁", "13 digits"),
        ("institution_code", "12345", "いまは5文字", "now 5 characters"),
        ("institution_code", "4810113719", "01から47", "01 to 47"),
        ("institution_code", "0120113719", "医科1", "medical 1"),
        ("postcode", "810", "7桁", "7 digits"),
        ("prefecture", "福岡", "福岡県", "福岡県"),
        ("phone", "12-34", "10桁か11桁", "10 or 11 digits"),
        ("phone", "092-000-000x", "092-000-0001", "092-000-0001"),
        ("kana", "青木", "「青木」は使えません", "not “青木”"),
        ("name", "青木\x07医院", "U+0007", "U+0007"),
        ("name", "青木\u202e医院", "U+202E", "U+202E"),
        ("name", "青木\ue000医院", "U+E000", "U+E000"),
        ("beds", "-1", "0以上", "from 0"),
        ("beds", "1.5", "0以上", "from 0"),
        ("closed_on", "R8.2.30", "暦にありません", "no such day"),
        ("closed_on", "昭和70年1月1日", "暦にありません", "no such day"),
        ("closed_on", "きのう", "R8.4.1", "R8.4.1"),
        ("form", "ghost", "一覧から", "from the list"),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right_in_both_languages(name, typed, words, english):
    _values, errors = checks.read({name: typed})
    assert words in "".join(errors[name])
    with translation.override("en"):
        _values, errors = checks.read({name: typed})
    assert english in "".join(errors[name])


@pytest.mark.parametrize(
    ("typed", "read"), [("４０５０１００１２３", "4050100123"), ("40b0100012", "40B0100012"), ("", "")]
)
def test_a_care_facility_has_a_number_of_its_own_kind(typed, read):
    values, errors = checks.read({"institution_code": typed}, "care_hospital")
    assert (values, errors) == ({"institution_code": read}, {})


@pytest.mark.parametrize(
    ("typed", "words", "english"),
    [
        ("0000018", "いまは7文字", "now 7 characters"),
        ("40C0100012", "介護医療院はB", "B for an integrated facility"),
        ("4850100123", "01から47", "01 to 47"),
    ],
)
def test_what_is_wrong_with_the_number_of_a_care_facility_is_told(typed, words, english):
    _values, errors = checks.read({"institution_code": typed}, "care_facility")
    assert words in "".join(errors["institution_code"])
    with translation.override("en"):
        _values, errors = checks.read({"institution_code": typed}, "care_facility")
    assert english in "".join(errors["institution_code"])


def test_every_problem_is_told_at_once():
    _values, errors = checks.read({"phone": "x", "postcode": "x", "kana": "x", "wards": {"general": "x"}})
    assert set(errors) == {"phone", "postcode", "kana", "ward_general"}


def test_beds_by_ward_are_read_like_every_count_and_empty_ones_left_out():
    values, errors = checks.read({"wards": {"general": "９０", "long_term": "", "psychiatric": "0"}})
    assert (values["wards"], errors) == ({"general": 90}, {})
