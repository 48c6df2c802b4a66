from django.db import migrations

from sonae.app.common import guards

PERIOD, EVENT = "enrolments_coverperiod", "enrolments_event"
KEPT = ("enrolments_enrolment", EVENT, "enrolments_event_papers", "enrolments_certificate", PERIOD)

LATEST = f"(SELECT max(v.recorded_at) FROM {EVENT} v WHERE v.enrolment_id = NEW.enrolment_id)"
BACK_DATED = f"NEW.recorded_at < {LATEST}"
NOT_NOW = f"NEW.recorded_from <> {LATEST}"
# what an event made known is believed until a later event, if need be of the same moment
NOTHING_NEW = f"""OLD.recorded_to IS NULL AND (NEW.recorded_to <> {LATEST} OR NOT EXISTS (
  SELECT 1 FROM {EVENT} v, {EVENT} own WHERE own.id = NEW.event_id
  AND v.enrolment_id = NEW.enrolment_id AND v.number > own.number AND v.recorded_at = NEW.recorded_to
))"""


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0005_asked_of_many")]
    operations = [
        *(guards.never_replaced(table) for table in KEPT),
        guards.refused(EVENT, "late", "INSERT", BACK_DATED, "events are recorded one after another"),
        guards.refused(PERIOD, "begun", "INSERT", NOT_NOW, "a period is believed from the latest event on"),
        guards.refused(
            PERIOD, "ended", "UPDATE OF recorded_to", NOTHING_NEW, "a period is believed until a later event"
        ),
    ]
