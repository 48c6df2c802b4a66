from django.db import migrations

from sonae.app.common import guards

OWN = "organisation_id = sonae_org()"
# an association's office looks after the people of its members, too
MANAGED = f"{OWN} OR organisation_id IN (SELECT id FROM accounts_organisation WHERE parent_id = sonae_org())"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_access")]
    operations = [guards.walled("accounts_invitation", MANAGED), guards.walled("accounts_token", OWN)]
