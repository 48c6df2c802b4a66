"""Who was on the way to a page, and becomes somebody by a button, gets there; never to another host."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sonae.app.accounts.models import Organisation, Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def player(settings):
    settings.SONAE_EXAMPLE = True
    office = Organisation.objects.create(kind="association", code="invented", name="架空の団体", example=True)
    user = User.objects.create(email="clerk@example.com", name="事務局 担当")
    return Role.objects.create(user=user, organisation=office, name="office_clerk", since=timezone.now())


def entered(client, role, there):
    return client.post(reverse("accounts:demonstration", query={"next": there}), {"role": role.pk})["Location"]


def test_the_page_to_sign_in_hands_on_where_somebody_wants_to_go(client, player):
    page = client.get("/accounts/login/?next=/work/people/").content.decode()
    assert f"{reverse('accounts:demonstration')}?next=/work/people/" in page
    assert entered(client, player, "/work/people/") == "/work/people/"


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_host(client, player, there):
    assert entered(client, player, there) == reverse("accounts:work")
