"""Our widgets say what Django's own say."""

import pytest
from django import forms
from django.test import SimpleTestCase

from sonae.app.common.widgets import Buttons, OneLine

CHOICES = [("clinic", "診療所"), ("<hospital>", "病院 & Co.")]
same = SimpleTestCase().assertHTMLEqual


@pytest.mark.parametrize("value", [None, "", "120", '"><b>&', 7])
@pytest.mark.parametrize(
    "attrs", [{}, {"id": "id_beds", "required": True}, {"disabled": False, "aria-describedby": "a b", "size": 8}]
)
def test_a_line_is_djangos_text_input(value, attrs):
    ours = OneLine(attrs={"inputmode": "numeric"}).render("f2-beds", value, attrs)
    same(ours, forms.TextInput(attrs={"inputmode": "numeric"}).render("f2-beds", value, attrs))
    assert ours.startswith('<input type="text" name="f2-beds"')


@pytest.mark.parametrize("value", [None, "", "clinic", "<hospital>", "no such"])
@pytest.mark.parametrize("attrs", [{"id": "id_kind"}, {"id": "id_kind", "required": True, "aria-invalid": "true"}])
def test_buttons_are_djangos_radio_buttons(value, attrs):
    for _time in range(2):
        ours = Buttons(choices=CHOICES).render("kind", value, attrs)
        assert ours == forms.RadioSelect(choices=CHOICES).render("kind", value, attrs)
