from django.db import migrations

from sonae.app.common import guards

DUE, EVENT, CERTIFICATE = "enrolments_certificatedue", "enrolments_event", "enrolments_certificate"
SEEN = "enrolment_id IN (SELECT id FROM enrolments_enrolment)"
INSURER = "EXISTS (SELECT 1 FROM accounts_organisation o WHERE o.id = sonae_org() AND o.kind = 'insurer')"
UNTOLD = f"""NOT EXISTS (SELECT 1 FROM {CERTIFICATE} c, {EVENT} v WHERE v.id = c.event_id
  AND v.enrolment_id = OLD.enrolment_id
  AND v.number = (SELECT max(w.number) FROM {EVENT} w WHERE w.enrolment_id = OLD.enrolment_id))"""


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0009_one_counter"), ("accounts", "0002_walls")]
    operations = [
        guards.rewalled("enrolments_proposal", f"{SEEN} AND {INSURER}", before=SEEN),
        guards.refused(DUE, "told", "DELETE", UNTOLD, "it waits until the certificate of its last event is there"),
        guards.refused(
            DUE,
            "own",
            "UPDATE OF enrolment_id",
            "NEW.enrolment_id <> OLD.enrolment_id",
            "what waits stays that of its enrolment",
        ),
    ]
