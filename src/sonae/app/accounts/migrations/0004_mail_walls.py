from django.db import migrations

from sonae.app.common import guards

# one's own mails, and those to members one serves, but for what is about somebody's account
SEEN = """
organisation_id = sonae_org() OR NOT private AND organisation_id IN (
  SELECT member.id FROM accounts_organisation member JOIN accounts_reach ON member.parent_id = association_id
  WHERE accounts_reach.organisation_id = sonae_org()
)
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_mail")]
    operations = [guards.walled("accounts_mail", SEEN)]
