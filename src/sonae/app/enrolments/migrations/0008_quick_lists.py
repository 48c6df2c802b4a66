import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from sonae.app.common import guards

DUE, EVENT, CERTIFICATE = "enrolments_certificatedue", "enrolments_event", "enrolments_certificate"
SEEN = "enrolment_id IN (SELECT id FROM enrolments_enrolment)"
LATER = f"""EXISTS (SELECT 1 FROM {EVENT} v, {EVENT} own WHERE own.id = NEW.event_id
  AND v.enrolment_id = own.enrolment_id AND v.number > own.number)"""
BEGINS = f"""INSERT INTO {DUE} (enrolment_id, since) VALUES (NEW.enrolment_id, NEW.recorded_at)
  ON CONFLICT (enrolment_id) DO UPDATE SET since = excluded.since"""
ENDS = f"DELETE FROM {DUE} WHERE enrolment_id = NEW.enrolment_id AND NOT {LATER}"
SO_FAR = f"""INSERT INTO {DUE} (enrolment_id, since)
  SELECT v.enrolment_id, v.recorded_at FROM {EVENT} v
  WHERE v.number = (SELECT max(w.number) FROM {EVENT} w WHERE w.enrolment_id = v.enrolment_id)
  AND NOT EXISTS (SELECT 1 FROM {CERTIFICATE} c WHERE c.event_id = v.id)"""


def kept(table: str, then: str) -> guards.Guard:
    """After each new row of a table the list of what is due is brought to what holds now."""
    trigger = f"{table}_due"

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {then}; RETURN NULL; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {trigger} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
            )
            return
        editor.execute(f"CREATE TRIGGER {trigger} AFTER INSERT ON {table} BEGIN {then}; END")

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on_postgresql = f"DROP FUNCTION {trigger} CASCADE"
        editor.execute(on_postgresql if editor.connection.vendor == "postgresql" else f"DROP TRIGGER {trigger}")

    return guards.Guard(forwards, backwards, {"postgresql": (trigger,), "sqlite": (trigger,)})


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0007_proposals")]
    operations = [
        migrations.CreateModel(
            name="CertificateDue",
            fields=[
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="due",
                        serialize=False,
                        to="enrolments.enrolment",
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
        guards.walled(DUE, SEEN),
        kept(EVENT, BEGINS),
        kept(CERTIFICATE, ENDS),
        migrations.AddIndex(
            "coverperiod",
            models.Index(fields=["valid_to", "enrolment"], condition=Q(recorded_to=None), name="period_by_its_end"),
        ),
        migrations.AddIndex(
            "coverperiod",
            models.Index(fields=["enrolment"], condition=Q(recorded_to__isnull=False), name="period_of_the_past"),
        ),
    ]
