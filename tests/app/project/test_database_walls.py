"""PostgreSQL itself shows a row only to whom it belongs: asked directly, past every queryset of ours."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from sonae.app.common import walls
from sonae.app.parties.models import Member, Office
from tests.support.cast import MARKS, NOW, SEES, build

pytestmark = [pytest.mark.django_db, pytest.mark.postgres(only=True)]
# walled beside the members' own tables: what belongs to an organisation
OF_ORGANISATIONS = {
    *("accounts_organisation", "accounts_invitation", "accounts_token", "accounts_mail", "common_auditentry"),
}


def leads_to_a_member(model, seen=frozenset()):
    """Whether a chain of foreign keys leads from a row of this model to a member."""
    if model is Member:
        return True
    keys = [one for one in model._meta.get_fields() if one.many_to_one or one.one_to_one]
    targets = {one.related_model for one in keys if one.concrete} - seen - {model}
    return any(leads_to_a_member(target, seen | {model}) for target in targets)


def to_be_walled():
    return {model._meta.db_table for model in apps.get_models() if leads_to_a_member(model)} | OF_ORGANISATIONS


def texts(table):
    """Everything that a table says, all rows as one text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")  # noqa: S608  a name of ours
        return cursor.fetchone()[0]


def test_every_table_that_leads_to_a_member_is_walled():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    assert {"parties_member", "parties_facility"} <= walled
    assert to_be_walled() - walled == set()


@pytest.mark.parametrize("organisation", list(SEES))
def test_an_organisation_finds_no_foreign_row_in_any_walled_table(organisation):
    cast = build()
    with walls.within(cast.organisations[organisation].pk):
        said = {table: texts(table) for table in to_be_walled()}
    foreign = MARKS - SEES[organisation]
    assert {(table, mark) for table, text in said.items() for mark in foreign if mark in text} == set()


def test_without_an_organisation_no_members_row_is_there():
    build()
    with walls.within(None):
        said = {table: texts(table) for table in to_be_walled()}
    assert said.pop("accounts_organisation")  # the parties of a scheme are no secret; its members are
    assert set(said.values()) == {""}


def test_whoever_looks_after_a_row_does_find_it():
    cast = build()
    with walls.within(cast.organisations["agency"].pk):
        assert "◇博多" in texts("parties_facility")
    with walls.within(cast.organisations["hakata"].pk):
        assert "◇博多" in texts("parties_facility")


@pytest.mark.parametrize("table", ["parties_member", "accounts_invitation", "accounts_token"])
def test_nobody_changes_a_foreign_row(table):
    cast = build()
    with walls.within(cast.organisations["mie"].pk), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET name = 'taken' WHERE name LIKE '%◇博多%'")  # noqa: S608  a name of ours
        assert cursor.rowcount == 0


def test_nobody_writes_a_row_into_a_foreign_file():
    cast = build()
    office = Office(member=cast.members["hakata"], name="x", recorded_by="x", recorded_at=NOW)
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        walls.within(cast.organisations["mie"].pk),
    ):
        office.save()


def test_a_wall_inside_another_gives_the_outer_one_back():
    cast = build()
    with walls.within(cast.organisations["hakata"].pk):
        with walls.within(cast.organisations["mie"].pk):
            assert "◇博多" not in texts("parties_member")
        assert "◇博多" in texts("parties_member")


# what pages and jobs only read: who serves whom, and what commands and migrations write
READ_ONLY = {
    *("accounts_reach", "django_migrations", "django_content_type"),
    *("auth_permission", "auth_group", "auth_group_permissions"),
}


def test_the_role_of_the_pages_writes_everything_but_what_decides_who_sees_what():
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT table_name FROM information_schema.role_table_grants "
            "WHERE grantee = 'sonae_app' AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE')"
        )
        written = {name for (name,) in cursor.fetchall()}
    assert tables - written == READ_ONLY


LIFTED = {
    "INSERT INTO accounts_reach (organisation_id, association_id) SELECT {me}, {other}": "permission denied",
    "UPDATE accounts_reach SET organisation_id = {me}": "permission denied",
    "UPDATE accounts_organisation SET parent_id = {other} WHERE kind = 'member'": "stays where it is",
    "INSERT INTO accounts_organisation (kind, code, name, example) VALUES ('agency', 'x', 'x', false)": "row-level",
    "INSERT INTO accounts_organisation (kind, code, name, example, parent_id) "
    "VALUES ('member', 'x', 'x', false, {other})": "row-level",
    "INSERT INTO accounts_role (user_id, organisation_id, name, since) "
    "SELECT id, {other}, 'office_head', now() FROM accounts_user LIMIT 1": "row-level",
}


@pytest.mark.parametrize("words", list(LIFTED))
def test_nobody_lifts_the_wall_from_inside(words):
    cast = build()
    me, other = (cast.organisations[name].pk for name in ("mie", "fukuoka"))
    with (
        pytest.raises(DatabaseError, match=LIFTED[words]),
        transaction.atomic(),
        walls.within(me),
        connection.cursor() as cursor,
    ):
        cursor.execute(words.format(me=me, other=other))


@pytest.mark.parametrize("table", ["accounts_organisation", "parties_association", "accounts_role"])
def test_what_everybody_reads_of_the_parties_nobody_else_changes(table):
    cast = build()
    column = "scheme_code" if table == "parties_association" else "name"
    own = {"accounts_organisation": "id"}.get(table, "organisation_id")
    me, other = (cast.organisations[name].pk for name in ("mie", "insurer"))
    other = cast.organisations["fukuoka"].pk if table == "parties_association" else other
    with walls.within(me), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {column} WHERE {own} = {other}")  # noqa: S608  names of ours
        foreign = cursor.rowcount
        cursor.execute(f"UPDATE {table} SET {column} = {column} WHERE {own} = {me}")  # noqa: S608  names of ours
        assert (foreign, cursor.rowcount > 0) == (0, True)
