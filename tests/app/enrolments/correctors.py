"""What do tests of the correction page do? They press its two buttons, with some of what it shows typed anew."""

from django.urls import reverse

from sonae.app.accounts.models import Organisation, Reach, Role, User
from sonae.app.accounts.sitting import DEMONSTRATION
from tests.app.enrolments.joiners import RECORDED

WHY = "申込書の写し間違い"
BASIS = "4月1日受付の加入依頼書の原本"


def address(enrolment, number=1):
    return reverse("enrolments:correct", args=[enrolment.number, number])


def pressed(page, **typed):
    """All that the form on a page sends, with some of it typed anew."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"reason": WHY, "basis": BASIS} | typed


def looked_at(client, enrolment, number=1, **typed):
    return client.post(address(enrolment, number), pressed(client.get(address(enrolment, number)), **typed))


def confirmed(client, enrolment, page, number=1):
    return client.post(address(enrolment, number), dict(page.context["form"].typed) | {"confirmed": "yes"})


def words(response):
    return response.content.decode()


def insurer_of(association):
    insurer, _created = Organisation.objects.get_or_create(code="insurer", defaults={"kind": "insurer", "name": "損保"})
    Reach.objects.get_or_create(organisation=insurer, association=association.organisation)
    return insurer


def seated(client, organisation, role, name=""):
    """Somebody of an organisation at a browser, as in the demonstration: a second factor has been shown."""
    user = User.objects.create(email=f"{name or role}{organisation.pk}@example.jp", name=name or role)
    Role.objects.create(user=user, organisation=organisation, name=role, since=RECORDED)
    client.force_login(user)
    session = client.session
    session[DEMONSTRATION] = True
    session.save()
    return client
