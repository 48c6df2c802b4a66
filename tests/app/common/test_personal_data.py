"""Whoever is asked for data of people reads what becomes of it, before anything is kept."""

import pytest
from django.urls import reverse

from sonae.app.accounts.acting import ACTING
from tests.support.cast import build

pytestmark = pytest.mark.django_db


def test_who_begins_to_apply_reads_what_becomes_of_personal_data(client, settings):
    held = build().roles["aoki", "head"]
    client.force_login(held.user)
    session = client.session
    session[ACTING] = held.pk
    session.save()
    address = reverse("applications:begin", args=["fukuoka-2025"])
    page = client.get(address).content.decode()
    assert ("個人情報の取扱い" in page, "デモンストレーション用の文例" in page) == (True, True)
    settings.SONAE_EXAMPLE = False
    page = client.get(address).content.decode()
    assert ("個人情報の取扱い" in page, "デモンストレーション用の文例" in page) == (True, False)
