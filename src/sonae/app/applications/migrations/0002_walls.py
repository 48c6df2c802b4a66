from django.db import migrations

from sonae.app.common import guards

# the policy of the members' table decides inside; a draft is its member's, and that of who keys it in, alone
OF_MEMBER = "member_id IN (SELECT id FROM parties_member)"
APPLICATION = f"""
{OF_MEMBER} AND (
  state <> 'draft' OR keyed_in_by_id = sonae_org()
  OR member_id IN (SELECT id FROM parties_member WHERE organisation_id = sonae_org())
)
"""
KEPT = ("submission", "move", "joined")


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial"), ("parties", "0003_walls")]
    operations = [
        guards.walled("applications_application", APPLICATION),
        *(guards.walled(f"applications_{name}", OF_MEMBER) for name in (*KEPT, "offer")),
        *(guards.append_only(f"applications_{name}") for name in KEPT),
    ]
