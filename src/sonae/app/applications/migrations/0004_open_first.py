from django.db import migrations, models

from sonae.app.common import guards

OF_MEMBER = "member_id IN (SELECT id FROM parties_member)"
APPLICATION = f"""
{OF_MEMBER} AND (
  state <> 'draft' OR keyed_in_by_id = (SELECT sonae_org())
  OR member_id IN (SELECT id FROM parties_member WHERE organisation_id = (SELECT sonae_org()))
)
"""
BEFORE = APPLICATION.replace("(SELECT sonae_org())", "sonae_org()")
ENDED = ("accepted", "declined", "withdrawn", "expired")


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_unissued"), ("parties", "0006_walls_asked_once")]
    operations = [
        guards.rewalled("applications_application", APPLICATION, before=BEFORE),
        migrations.AddIndex(
            "application",
            models.Index(
                fields=["due_on", "waits_since", "id"],
                condition=models.Q(("state__in", ENDED), _negated=True),
                name="application_open",
            ),
        ),
    ]
