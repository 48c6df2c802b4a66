from django.db import migrations, models

from sonae.app.common import guards

BEFORE = {
    "member_id": "EXISTS (SELECT 1 FROM parties_member m WHERE m.id = member_id)",
    "enrolment_id": "EXISTS (SELECT 1 FROM enrolments_enrolment e WHERE e.id = enrolment_id)",
    "event_id": "EXISTS (SELECT 1 FROM enrolments_event v WHERE v.id = event_id)",
}
# the same; who is seen is gathered once a query, and each row looked up in that
NOW = {
    "member_id": "member_id IN (SELECT id FROM parties_member)",
    "enrolment_id": "enrolment_id IN (SELECT id FROM enrolments_enrolment)",
    "event_id": "event_id IN (SELECT id FROM enrolments_event)",
}
BY = {
    "enrolment": "member_id",
    "event": "enrolment_id",
    "coverperiod": "enrolment_id",
    "certificate": "enrolment_id",
    "event_papers": "event_id",
}


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0004_asked_as"), ("parties", "0006_walls_asked_once")]
    operations = [
        *(guards.rewalled(f"enrolments_{name}", NOW[key], before=BEFORE[key]) for name, key in BY.items()),
        migrations.AddIndex(
            "coverperiod",
            models.Index(
                fields=["enrolment", "valid_to", "valid_from"],
                condition=models.Q(recorded_to=None),
                name="period_believed_now",
            ),
        ),
    ]
