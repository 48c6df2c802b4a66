from django.db import migrations, models

from sonae.app.common import guards

OF_MEMBER = "member_id IN (SELECT id FROM parties_member)"
INSURER = "EXISTS (SELECT 1 FROM accounts_organisation o WHERE o.id = sonae_org() AND o.kind = 'insurer')"
COUNTED = """UPDATE applications_application SET moved =
  (SELECT count(*) FROM applications_move m WHERE m.application_id = applications_application.id)"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walls"), ("applications", "0002_walls")]
    operations = [
        migrations.AddField("application", "moved", models.PositiveIntegerField(default=0)),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
        guards.rewalled(
            "applications_offer", f"{OF_MEMBER} AND (issued_at IS NOT NULL OR {INSURER})", before=OF_MEMBER
        ),
        guards.rewalled(
            "applications_move",
            f"{OF_MEMBER} AND (kind NOT IN ('proposed', 'returned') OR {INSURER})",
            before=OF_MEMBER,
        ),
    ]
