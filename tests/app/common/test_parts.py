"""A part of a page is drawn once for the same values, and says nothing but them."""

import pytest
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString

from sonae.app.common.parts import part

BADGE = "common/badge.html"


def badge(label, status="printed"):
    return part(BADGE, status=status, label=label, icon_name="info")


def test_the_same_values_give_the_same_part_without_drawing_it_again():
    assert badge("印刷") is badge("印刷")
    assert badge("印刷") != badge("計算")


def test_each_language_has_its_own():
    japanese = part("common/demonstration.html")
    with translation.override("en"):
        assert part("common/demonstration.html") != japanese
    assert part("common/demonstration.html") is japanese


def test_text_that_is_already_html_is_not_taken_for_text_that_only_looks_like_it():
    assert "<b>" in badge(SafeString("<b>"))
    assert "<b>" not in badge("<b>")


def test_values_that_are_equal_but_of_another_type_are_told_apart():
    assert "True" in badge(True)
    assert "True" not in badge(1)


def test_it_sees_nothing_of_the_page_around_it():
    page = engines["django"].from_string('{% part "common/badge.html" status="printed" icon_name="info" %}')
    assert "somebody's own" not in page.render({"label": "somebody's own"})


@pytest.mark.parametrize(("amount", "said"), [("44,610円", "44,610円"), ("<i>&", "&lt;i&gt;&amp;"), ("", "")])
def test_a_blank_is_filled_with_what_each_page_hands_in(amount, said):
    price = part("quoting/price.html", status="printed", fresh_amount=amount)
    assert f'<span class="price number">{said}</span>' in price
    assert "fresh" not in price


def test_nobody_can_hand_in_a_blank_of_their_own():
    field = part("common/forms/field.html", label="<fresh_answer>", fresh_answer="<fresh_answer>")
    assert field.count("&lt;fresh_answer&gt;") == 2
    assert "<fresh_answer>" not in field


def test_while_templates_are_written_nothing_is_kept(settings):
    settings.DEBUG = True
    assert badge("印刷") is not badge("印刷")
    assert "44,610円" in part("quoting/price.html", status="printed", fresh_amount="44,610円")
