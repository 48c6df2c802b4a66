"""A member's code parts its association's from its number where no other code has a sign; secrets of mails are sealed."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sonae.app.accounts.secrets import sealed, unsealed
from sonae.app.common import guards

Code = Callable[[Apps, BaseDatabaseSchemaEditor], None]
MOVED = guards.refused(
    "accounts_organisation",
    "moved",
    "UPDATE OF kind, parent_id",
    "NEW.kind <> OLD.kind OR coalesce(NEW.parent_id, 0) <> coalesce(OLD.parent_id, 0)",
    "an organisation stays where it is",
)


def parted(before: str, after: str) -> Code:
    def code(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
        for row in apps.get_model("accounts", "Organisation").objects.filter(kind="member").select_related("parent"):
            association: str = row.parent.code  # type: ignore[union-attr]  # each member has one
            if row.code.startswith(association + before):
                row.code = association + after + row.code[len(association + before) :]
                row.save(update_fields=["code"])

    return code


def secrets(change: Callable[[str], str]) -> Code:
    def code(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
        for row in apps.get_model("accounts", "Mail").objects.exclude(secret=""):
            row.secret = change(row.secret)
            row.save(update_fields=["secret"])

    return code


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_factor_removal")]
    operations = [
        guards.without(MOVED),
        migrations.AlterField("organisation", "code", models.CharField(max_length=100, unique=True)),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=models.Q(
                    ("kind", "member"), models.Q(("code__contains", ":"), _negated=True), _connector="OR"
                ),
                name="organisation_code",
            ),
        ),
        MOVED,
        migrations.AlterField("mail", "secret", models.TextField(blank=True)),
        migrations.RunPython(parted("-", ":"), parted(":", "-")),
        migrations.RunPython(secrets(sealed), secrets(unsealed)),
    ]
