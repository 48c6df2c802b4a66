from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sonae.app.common import guards

TABLE, ROLE = "enrolments_certificate", "sonae_door"


def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The public page's own role: three columns of one table, and of that the rows of the number it has named."""
    if editor.connection.vendor != "postgresql":
        return
    editor.execute(guards.made(ROLE))
    editor.execute(f"GRANT {ROLE} TO CURRENT_USER")
    editor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
    editor.execute(f"GRANT SELECT (number, edition, code) ON {TABLE} TO {ROLE}")
    editor.execute(
        f"CREATE POLICY {TABLE}_door ON {TABLE} FOR SELECT TO {ROLE} "
        "USING (number = current_setting('app.certificate', true))"
    )


def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP POLICY {TABLE}_door ON {TABLE}")
        editor.execute(f"REVOKE ALL ON {TABLE} FROM {ROLE}")


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0002_walls")]
    operations = [migrations.RunPython(forwards, backwards)]
