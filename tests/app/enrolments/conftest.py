"""What do tests of enrolments need? A store for papers and a state folder of their own, and people who sign in."""

import pytest
from django.core.files.storage import storages

from sonae.app.accounts.models import Role, User
from tests.app.enrolments.joiners import RECORDED


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.SONAE_STATE = tmp_path
    papers = settings.STORAGES["papers"] | {"OPTIONS": {"location": tmp_path / "papers"}}
    settings.STORAGES = settings.STORAGES | {"papers": papers}
    yield
    storages._storages.clear()


@pytest.fixture
def sign_in(client):
    """`sign_in(organisation, "office_clerk")` gives the browser of somebody in that role."""

    def sign_in(organisation, role):
        user = User.objects.create(email=f"{role}{organisation.pk}@example.jp", name=role)
        Role.objects.create(user=user, organisation=organisation, name=role, since=RECORDED)
        client.force_login(user)
        return client

    return sign_in
