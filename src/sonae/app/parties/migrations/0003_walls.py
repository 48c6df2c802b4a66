from django.db import migrations

from sonae.app.common import guards

MEMBER = """
organisation_id = sonae_org() OR association_id IN (
  SELECT a.id FROM parties_association a JOIN accounts_reach r ON r.association_id = a.organisation_id
  WHERE r.organisation_id = sonae_org()
)
"""
# the policy of the members' own table decides inside: what hangs on a member is seen by whoever sees the member
OF_MEMBER = "member_id IN (SELECT id FROM parties_member)"


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_people")]
    operations = [
        guards.walled("parties_member", MEMBER),
        *(guards.walled(f"parties_{name}", OF_MEMBER) for name in ("facility", "product", "office", "paper")),
        guards.append_only("parties_paper"),
    ]
