from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sonae.app.common import guards

ORG = "(SELECT sonae_org())"  # asked once a query
# those about one's own people, and an association's about its members'
MANAGED = (
    f"organisation_id = {ORG} OR organisation_id IN (SELECT id FROM accounts_organisation WHERE parent_id = {ORG})"
)


def key(to: str, *, null: bool = False) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_rights")]
    operations = [
        migrations.CreateModel(
            name="FactorRemoval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("basis", models.CharField(max_length=20)),
                ("note", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("agreed_by", key(settings.AUTH_USER_MODEL, null=True)),
                ("asked_by", key(settings.AUTH_USER_MODEL)),
                ("organisation", key("accounts.organisation")),
                ("role", key("accounts.role")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["in_person", "called_back", "video"])),
                        name="factor_removal_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at", None), ("agreed_by", None)),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("agreed_by__isnull", False),
                                models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="factor_removal_two_people",
                    ),
                ],
            },
        ),
        guards.walled("accounts_factorremoval", MANAGED),
    ]
