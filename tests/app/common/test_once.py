"""A form sent twice acts once, and one that comes too late is known by its version."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from sonae.app.common.models import Once
from sonae.app.common.once_actions import once
from sonae.app.common.once_forms import OnceForm
from sonae.app.common.person import of_system

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
CLERK, OTHER = of_system("clerk", 1), of_system("other", 2)


class Form(OnceForm):
    name = forms.CharField()


def acting(answers):
    """An act that answers another address each time it is done."""
    done = []

    def act():
        done.append(answers)
        return f"{answers}{len(done)}"

    return act, done


def ask(act, *, mark="t1", by=CLERK, path="/work/", **said):
    return once(act, sent=RequestFactory().post(path, said | {"once": mark}), by=by, at=timezone.now())


def test_the_second_sending_gets_the_first_answer():
    act, done = acting("/work/")
    assert [ask(act), ask(act)] == ["/work/1", "/work/1"]
    assert len(done) == 1


def test_another_token_and_another_person_act_anew():
    act, done = acting("/work/")
    assert [ask(act), ask(act, mark="t2"), ask(act, by=OTHER)] == ["/work/1", "/work/2", "/work/3"]
    assert len(done) == 3


def test_the_same_token_elsewhere_or_with_other_words_is_another_act():
    act, done = acting("/work/")
    ask(act, email="first@example.org")
    ask(act, email="second@example.org")
    ask(act, email="second@example.org", path="/work/people/2/")
    ask(act, email="second@example.org", csrfmiddlewaretoken="another page's")
    assert len(done) == 3


def test_the_same_form_with_another_file_is_another_act():
    act, done = acting("/work/")
    for name, content in (("a.pdf", b"one"), ("a.pdf", b"two"), ("b.pdf", b"two"), ("b.pdf", b"two")):
        ask(act, paper=SimpleUploadedFile(name, content))
    assert len(done) == 3


def test_a_file_is_still_there_to_be_read_by_the_act():
    sent = RequestFactory().post("/work/", {"once": "t1", "paper": SimpleUploadedFile("a.pdf", b"one")})
    assert once(lambda: sent.FILES["paper"].read().decode(), sent=sent, by=CLERK, at=timezone.now()) == "one"


def test_a_form_without_a_token_is_never_taken_for_a_second_one():
    act, done = acting("/work/")
    assert [ask(act, mark=""), ask(act, mark="")] == ["/work/1", "/work/2"]
    assert len(done) == 2


def test_an_act_that_fails_is_not_remembered():
    with pytest.raises(ZeroDivisionError):
        ask(lambda: str(1 // 0))
    assert not Once.objects.exists()
    assert ask(acting("/work/")[0]) == "/work/1"


def test_every_drawing_of_a_form_has_a_token_of_its_own():
    assert Form()["once"].initial != Form()["once"].initial


def test_a_form_of_another_state_of_the_row_is_stale():
    sent = {"once": "t", "version": "3", "name": "x"}
    assert Form(sent, version=4).is_stale
    assert not Form(sent, version=3).is_stale
    assert Form(version=3)["version"].value() == "3"
