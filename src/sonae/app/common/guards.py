"""What does the database itself refuse? Parts for migrations: rows that stay as written, and rows behind the wall.

Both databases know triggers, in their own words; row-level security is PostgreSQL's alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

from sonae.app.common.walls import ROLE

Code = Callable[[Any, BaseDatabaseSchemaEditor], None]
POSTGRES_KEEP = """
CREATE OR REPLACE FUNCTION sonae_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%% keeps every row as it was written', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


class Guard(RunPython):
    """A part of a migration that leaves a table with triggers, named by database.

    SQLite rebuilds a table to alter a column, and drops its triggers without a word; by these names a test sees that
    they still stand after all migrations.
    """

    triggers: Mapping[str, Sequence[str]]

    def __init__(self, code: Code, reverse_code: Code, triggers: Mapping[str, Sequence[str]]) -> None:
        super().__init__(code, reverse_code)
        self.triggers = triggers


def without(guard: RunPython) -> RunPython:
    """The guard steps aside for an operation by which SQLite makes its table anew; it is set again behind that."""
    return RunPython(guard.reverse_code or RunPython.noop, guard.code)


def append_only(table: str, columns: Sequence[str] = ()) -> Guard:
    """No row of the table is ever changed or removed, whoever asks: UPDATE, DELETE and TRUNCATE are refused.

    Where `columns` are named, these keep what was written, and the others may change.
    """
    update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(POSTGRES_KEEP, ())  # with parameters, so that the doubled % becomes one
            editor.execute(
                f"CREATE TRIGGER {table}_keep BEFORE {update} OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION sonae_keep()"
            )
            editor.execute(f"CREATE TRIGGER {table}_keep_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION sonae_keep()")
            return
        for name, act in (("update", update), ("delete", "DELETE")):
            editor.execute(
                f"CREATE TRIGGER {table}_keep_{name} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} keeps every row as it was written'); END"
            )

    def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {table}_keep ON {table}; DROP TRIGGER {table}_keep_all ON {table}")
            return
        for act in ("update", "delete"):
            editor.execute(f"DROP TRIGGER {table}_keep_{act}")

    names = {
        "postgresql": (f"{table}_keep", f"{table}_keep_all"),
        "sqlite": (f"{table}_keep_update", f"{table}_keep_delete"),
    }
    return Guard(forwards, backwards, names)


def never_replaced(table: str) -> RunPython:
    """On SQLite, where `INSERT OR REPLACE` removes a row and asks no trigger of DELETE: no key is inserted twice.

    The keys are those the table has when this runs. PostgreSQL knows no such insertion.
    """
    trigger = f"{table}_keep_replace"

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            return
        with editor.connection.cursor() as cursor:
            found = editor.connection.introspection.get_constraints(cursor, table).values()
        keys = sorted(tuple(one["columns"]) for one in found if one["unique"] or one["primary_key"])
        known = " OR ".join(f"({' AND '.join(f't.{name} = NEW.{name}' for name in key)})" for key in keys)
        there = f"EXISTS (SELECT 1 FROM {table} t WHERE {known})"  # noqa: S608  names of ours
        editor.execute(
            f"CREATE TRIGGER {trigger} BEFORE INSERT ON {table} WHEN {there} "
            f"BEGIN SELECT RAISE(ABORT, '{table} keeps every row as it was written'); END"
        )

    def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            editor.execute(f"DROP TRIGGER {trigger}")

    return RunPython(forwards, backwards)


def refused(table: str, name: str, act: str, when: str, why: str) -> Guard:
    """An act (`INSERT`, `UPDATE OF column`, `DELETE`) is refused, in the words `why`, on a row for which `when` holds.

    It is SQL that both databases understand, says `NEW` and `OLD` of the row, and may ask other tables.
    """
    trigger = f"{table}_{name}"

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":  # whose own WHEN may ask no table
            editor.execute(
                f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF ({when}) THEN "
                f"RAISE EXCEPTION USING MESSAGE = '{why}', ERRCODE = 'integrity_constraint_violation'; "
                "END IF; RETURN coalesce(NEW, OLD); END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {trigger} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
            )
            return
        editor.execute(
            f"CREATE TRIGGER {trigger} BEFORE {act} ON {table} WHEN ({when}) BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )

    def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP FUNCTION {trigger} CASCADE")
            return
        editor.execute(f"DROP TRIGGER {trigger}")

    return Guard(forwards, backwards, {"postgresql": (trigger,), "sqlite": (trigger,)})


def walled(table: str, seen: str) -> RunPython:
    """The role of the pages sees (and writes) only rows for which the SQL condition `seen` holds.

    `sonae_org()` is the organisation the transaction is set to, NULL when none is: then no condition holds.
    """

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            editor.execute(f"CREATE POLICY {table}_seen ON {table} TO {ROLE} USING ({seen}) WITH CHECK ({seen})")

    def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP POLICY {table}_seen ON {table}")
            editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    return RunPython(forwards, backwards)


def rewalled(table: str, seen: str, before: str) -> RunPython:
    """A wall that stood with `before` stands with `seen`."""

    def to(condition: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
        def altered(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
            if editor.connection.vendor == "postgresql":
                editor.execute(f"ALTER POLICY {table}_seen ON {table} USING ({condition}) WITH CHECK ({condition})")

        return altered

    return RunPython(to(seen), to(before))


def walled_by_act(table: str, *, seen: str, held: str, written: str) -> RunPython:
    """Beyond `walled`: only rows for which `written` holds are added or changed, those of `held` may be locked.

    Nothing is removed. It takes the place of a policy of `walled`, if there is one.
    """
    acts = {
        "seen": f"FOR SELECT TO {ROLE} USING ({seen})",
        "added": f"FOR INSERT TO {ROLE} WITH CHECK ({written})",
        "changed": f"FOR UPDATE TO {ROLE} USING ({held}) WITH CHECK ({written})",
    }

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            editor.execute(f"DROP POLICY IF EXISTS {table}_seen ON {table}")
            for name, policy in acts.items():
                editor.execute(f"CREATE POLICY {table}_{name} ON {table} {policy}")

    def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for name in acts:
                editor.execute(f"DROP POLICY {table}_{name} ON {table}")
            editor.execute(f"CREATE POLICY {table}_seen ON {table} TO {ROLE} USING ({seen}) WITH CHECK ({seen})")

    return RunPython(forwards, backwards)


def only_by(table: str, who: str, *acts: str) -> RunPython:
    """Beyond the wall of who sees a row: these acts (`INSERT`, `UPDATE`, `DELETE`) only where SQL `who` holds too."""
    checks = {
        "INSERT": f"WITH CHECK ({who})",
        "UPDATE": f"USING ({who}) WITH CHECK ({who})",
        "DELETE": f"USING ({who})",
    }

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for act in acts:
                name = f"{table}_only_{act.lower()}"
                editor.execute(f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR {act} TO {ROLE} {checks[act]}")

    def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for act in acts:
                editor.execute(f"DROP POLICY {table}_only_{act.lower()} ON {table}")

    return RunPython(forwards, backwards)


def only_read(*tables: str) -> RunPython:
    """The role of the pages reads these tables; what stands there is written by commands and migrations."""

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(tables)} FROM {ROLE}")

    def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"GRANT INSERT, UPDATE, DELETE ON {', '.join(tables)} TO {ROLE}")

    return RunPython(forwards, backwards)


def made(role: str) -> str:
    """SQL that makes a role without rights of its own; two migrations at once may both find that it is not there."""
    return (
        f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN NOBYPASSRLS; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )


def role_and_setting() -> RunPython:
    """The role pages take, and the function that says which organisation a transaction is set to."""

    def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        editor.execute(made(ROLE))
        editor.execute(f"GRANT {ROLE} TO CURRENT_USER")
        editor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        for kind, rights in (("TABLES", "SELECT, INSERT, UPDATE, DELETE"), ("SEQUENCES", "USAGE, SELECT")):
            editor.execute(f"GRANT {rights} ON ALL {kind} IN SCHEMA public TO {ROLE}")
            editor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON {kind} TO {ROLE}")
        editor.execute(
            "CREATE OR REPLACE FUNCTION sonae_org() RETURNS bigint LANGUAGE sql STABLE AS "
            "$$ SELECT nullif(current_setting('app.org_id', true), '')::bigint $$"
        )

    return RunPython(forwards, RunPython.noop)
