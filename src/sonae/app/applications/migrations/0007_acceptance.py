from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from sonae.app.common import guards

ACCEPTANCE, MOVE = "applications_acceptance", "applications_move"
OF_MEMBER = "member_id IN (SELECT id FROM parties_member)"
KEPT = (guards.append_only(MOVE), guards.never_replaced(MOVE))
KINDS = [
    *("submitted", "keyed_in", "confirmed", "approved", "sent_back", "referred", "proposed", "returned"),
    *("countersigned", "offered", "offer_accepted", "acceptance_recorded", "accepted", "declined", "withdrawn"),
    "expired",
]
TAKEN_DOWN = models.Q(
    models.Q(("taken_down_by", None), ("way", "web")),
    models.Q(("way__in", ["paper", "e_signature", "phone"]), ("taken_down_by__isnull", False)),
    _connector="OR",
)


def _to(model: str, **more: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(to=model, on_delete=django.db.models.deletion.PROTECT, related_name="+", **more)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_rights"),
        ("applications", "0006_waits"),
        ("parties", "0008_withheld"),
    ]
    operations = [
        migrations.CreateModel(
            "Acceptance",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=100)),
                ("accepted_on", models.DateField()),
                ("declared", models.JSONField()),
                ("evidence", models.CharField(blank=True, max_length=500)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("member", _to("parties.member")),
                (
                    "offer",
                    models.OneToOneField(
                        to="applications.offer",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptance",
                    ),
                ),
                ("paper", _to("parties.paper", blank=True, null=True)),
                ("taken_down_by", _to("accounts.organisation", blank=True, null=True)),
            ],
            {
                "ordering": ["pk"],
                "constraints": [models.CheckConstraint(condition=TAKEN_DOWN, name="acceptance_taken_down")],
            },
        ),
        guards.walled(ACCEPTANCE, OF_MEMBER),
        guards.append_only(ACCEPTANCE),
        guards.never_replaced(ACCEPTANCE),
        *(guards.without(one) for one in KEPT),
        migrations.RemoveConstraint("move", "move_kind"),
        migrations.AddConstraint(
            "move", models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="move_kind")
        ),
        *KEPT,
    ]
