import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from sonae.app.common import guards

TABLE = "enrolments_proposal"
SEEN = "enrolment_id IN (SELECT id FROM enrolments_enrolment)"
WRITTEN_ONCE = (
    *("id", "enrolment_id", "corrects", "changes", "valid_from", "reason", "basis", "trace", "seen"),
    *("made_by", "made_by_id", "made_at"),
)
CHECKS = [
    models.CheckConstraint(
        condition=Q(state="proposed", decided_at=None)
        | Q(state__in=["agreed", "returned", "lapsed"], decided_at__isnull=False),
        name="proposal_decided",
    ),
    models.CheckConstraint(
        condition=~Q(state="agreed") | (Q(decided_by_id__isnull=False) & ~Q(decided_by_id=F("made_by_id"))),
        name="proposal_agreed_by_another",
    ),
]
ONE_WAITS = models.UniqueConstraint(fields=["enrolment"], condition=Q(state="proposed"), name="proposal_one_waits")
# as the constraint has it; also where SQLite is told to replace the one that waits
WAITS = f"EXISTS (SELECT 1 FROM {TABLE} p WHERE p.enrolment_id = NEW.enrolment_id AND p.state = 'proposed')"


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0006_recorded")]
    operations = [
        migrations.AddField("event", "basis", models.TextField(blank=True, null=True)),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="enrolments.enrolment"
                    ),
                ),
                ("corrects", models.PositiveIntegerField()),
                ("changes", models.JSONField()),
                ("valid_from", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField()),
                ("basis", models.TextField()),
                ("trace", models.JSONField(blank=True, default=dict)),
                ("seen", models.PositiveIntegerField()),
                ("made_by", models.CharField(max_length=100)),
                ("made_by_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(default="proposed", max_length=20)),
                ("decided_by", models.CharField(blank=True, max_length=100)),
                ("decided_by_id", models.BigIntegerField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
            ],
            options={"ordering": ["pk"], "constraints": CHECKS},
        ),
        guards.walled(TABLE, SEEN),
        guards.append_only(TABLE, columns=WRITTEN_ONCE),
        guards.never_replaced(TABLE),  # by the keys of whole rows: before the one that holds of some
        migrations.AddConstraint("proposal", ONE_WAITS),
        guards.refused(TABLE, "waits", "INSERT", WAITS, "one proposal waits at a time"),
        guards.refused(TABLE, "once", "UPDATE", "OLD.state <> 'proposed'", "a proposal is decided once"),
    ]
