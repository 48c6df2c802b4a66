from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sonae.app.common import guards

# the policy of the table above decides inside: whoever sees a member sees its enrolments, and all that hangs on them
OF_MEMBER = "EXISTS (SELECT 1 FROM parties_member m WHERE m.id = member_id)"
OF_ENROLMENT = "EXISTS (SELECT 1 FROM enrolments_enrolment e WHERE e.id = enrolment_id)"
OF_EVENT = "EXISTS (SELECT 1 FROM enrolments_event v WHERE v.id = event_id)"

PERIOD, EVENT, CERTIFICATE = "enrolments_coverperiod", "enrolments_event", "enrolments_certificate"
WRITTEN_ONCE = (
    *("id", "enrolment_id", "facility_id", "event_id", "follows_id", "valid_from", "valid_to", "recorded_from"),
    *("family", "plan", "liability_limit", "cost_limit", "deductible", "riders", "annual_yen", "shared"),
)

NEXT_EVENT = (
    f"NEW.number <> 1 + (SELECT coalesce(max(v.number), 0) FROM {EVENT} v WHERE v.enrolment_id = NEW.enrolment_id)"
)
NEXT_EDITION = f"NEW.edition <> 1 + (SELECT coalesce(max(c.edition), 0) FROM {CERTIFICATE} c WHERE c.enrolment_id = NEW.enrolment_id)"
OTHERS_EVENT = f"NOT EXISTS (SELECT 1 FROM {EVENT} v WHERE v.id = NEW.event_id AND v.enrolment_id = NEW.enrolment_id)"
OUTSIDE_TERM = """NOT EXISTS (
  SELECT 1 FROM enrolments_enrolment e
  WHERE e.id = NEW.enrolment_id AND e.term_start <= NEW.valid_from AND NEW.valid_to <= e.term_end
)"""
GAP = f"""CASE WHEN NEW.follows_id IS NULL
  THEN EXISTS (
    SELECT 1 FROM {PERIOD} p WHERE p.enrolment_id = NEW.enrolment_id AND p.facility_id = NEW.facility_id
    AND p.valid_to = NEW.valid_from AND p.recorded_to IS NULL
  )
  ELSE NOT EXISTS (
    SELECT 1 FROM {PERIOD} p WHERE p.id = NEW.follows_id AND p.enrolment_id = NEW.enrolment_id
    AND p.facility_id = NEW.facility_id AND p.valid_to = NEW.valid_from AND p.recorded_to IS NULL
  )
END"""
FOLLOWED = f"EXISTS (SELECT 1 FROM {PERIOD} p WHERE p.follows_id = OLD.id AND p.recorded_to IS NULL)"

# one facility, at one moment, as known at one moment: one cover; a range over its number needs no extension
ALONE = f"""ALTER TABLE {PERIOD} ADD CONSTRAINT {PERIOD}_alone EXCLUDE USING gist (
  int8range(facility_id, facility_id, '[]') WITH &&,
  tstzrange(valid_from, valid_to) WITH &&,
  tstzrange(recorded_from, recorded_to) WITH &&
)"""
# writers on SQLite wait for each other, so that a trigger sees all there is
ALONE_ON_SQLITE = f"""CREATE TRIGGER {PERIOD}_alone BEFORE INSERT ON {PERIOD} WHEN EXISTS (
  SELECT 1 FROM {PERIOD} p WHERE p.facility_id = NEW.facility_id
  AND p.valid_from < NEW.valid_to AND NEW.valid_from < p.valid_to
  AND (p.recorded_to IS NULL OR (NEW.recorded_from < p.recorded_to AND p.recorded_from < p.recorded_to))
) BEGIN SELECT RAISE(ABORT, 'a facility has one cover at a time'); END"""


def alone() -> guards.Guard:
    """A facility has one cover at a time."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        editor.execute(ALONE if editor.connection.vendor == "postgresql" else ALONE_ON_SQLITE)

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on_postgresql = f"ALTER TABLE {PERIOD} DROP CONSTRAINT {PERIOD}_alone"
        editor.execute(on_postgresql if editor.connection.vendor == "postgresql" else f"DROP TRIGGER {PERIOD}_alone")

    return guards.Guard(forwards, backwards, {"postgresql": (), "sqlite": (f"{PERIOD}_alone",)})


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0001_initial"), ("parties", "0003_walls")]
    operations = [
        guards.walled("enrolments_enrolment", OF_MEMBER),
        *(guards.walled(table, OF_ENROLMENT) for table in (EVENT, PERIOD, CERTIFICATE)),
        guards.walled("enrolments_event_papers", OF_EVENT),
        *(
            guards.append_only(table)
            for table in ("enrolments_enrolment", EVENT, "enrolments_event_papers", CERTIFICATE)
        ),
        guards.append_only(PERIOD, columns=WRITTEN_ONCE),
        guards.refused(EVENT, "next", "INSERT", NEXT_EVENT, "the events of an enrolment are numbered 1, 2, 3 ..."),
        guards.refused(CERTIFICATE, "next", "INSERT", NEXT_EDITION, "certificates are numbered 1, 2, 3 ..."),
        guards.refused(CERTIFICATE, "event", "INSERT", OTHERS_EVENT, "the event belongs to another enrolment"),
        alone(),
        guards.refused(PERIOD, "open", "INSERT", "NEW.recorded_to IS NOT NULL", "a period begins to be believed"),
        guards.refused(PERIOD, "event", "INSERT", OTHERS_EVENT, "the event belongs to another enrolment"),
        guards.refused(PERIOD, "term", "INSERT", OUTSIDE_TERM, "a period lies in the term of its enrolment"),
        guards.refused(PERIOD, "chain", "INSERT", GAP, "a period follows exactly where the one before it ends"),
        guards.refused(
            PERIOD,
            "close",
            "UPDATE OF recorded_to",
            "OLD.recorded_to IS NOT NULL OR NEW.recorded_to IS NULL",
            "a period is closed once",
        ),
        guards.refused(
            PERIOD, "followed", "UPDATE OF recorded_to", FOLLOWED, "the period that follows is closed first"
        ),
    ]
