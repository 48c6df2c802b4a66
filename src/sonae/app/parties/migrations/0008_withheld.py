from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from sonae.app.common import guards

OF_MEMBER = "member_id IN (SELECT id FROM parties_member)"
HANDED_OVER = f"""
{OF_MEMBER} AND (
  NOT EXISTS (SELECT 1 FROM parties_withheld w WHERE w.paper_id = parties_paper.id)
  OR member_id IN (SELECT id FROM parties_member WHERE organisation_id = (SELECT sonae_org()))
  OR EXISTS (SELECT 1 FROM parties_withheld w WHERE w.paper_id = parties_paper.id AND w.keeper_id = (SELECT sonae_org()))
)
"""


def _to(model: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(to=model, on_delete=django.db.models.deletion.PROTECT, related_name="+")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walls"), ("parties", "0007_rights")]
    operations = [
        migrations.CreateModel(
            "Withheld",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keeper", _to("accounts.organisation")),
                ("member", _to("parties.member")),
                (
                    "paper",
                    models.ForeignKey(
                        to="parties.paper", on_delete=django.db.models.deletion.PROTECT, related_name="withheld"
                    ),
                ),
            ],
            {"constraints": [models.UniqueConstraint(fields=["paper", "keeper"], name="withheld_once")]},
        ),
        guards.walled("parties_withheld", OF_MEMBER),
        guards.rewalled("parties_paper", HANDED_OVER, before=OF_MEMBER),
    ]
