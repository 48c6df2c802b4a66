from django.db import migrations, models

from sonae.app.common import guards

ORGANISATION_BEFORE = """
kind <> 'member' OR id = sonae_org()
OR parent_id IN (SELECT association_id FROM accounts_reach WHERE organisation_id = sonae_org())
"""
MAIL_BEFORE = """
organisation_id = sonae_org() OR NOT private AND organisation_id IN (
  SELECT member.id FROM accounts_organisation member JOIN accounts_reach ON member.parent_id = association_id
  WHERE accounts_reach.organisation_id = sonae_org()
)
"""
# the same; what does not depend on the row is asked once a query
ORG = "(SELECT sonae_org())"
REACHED = f"ANY (ARRAY(SELECT association_id FROM accounts_reach WHERE organisation_id = {ORG}))"
ORGANISATION = f"kind <> 'member' OR id = {ORG} OR parent_id = {REACHED}"
MAIL = f"""
organisation_id = {ORG} OR NOT private AND organisation_id IN (
  SELECT o.id FROM accounts_organisation o WHERE o.parent_id = {REACHED}
)
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_desk_auditor")]
    operations = [
        guards.rewalled("accounts_organisation", ORGANISATION, before=ORGANISATION_BEFORE),
        guards.rewalled("accounts_mail", MAIL, before=MAIL_BEFORE),
        migrations.AddIndex("mail", models.Index(fields=["-queued_at", "-id"], name="mail_newest_first")),
    ]
