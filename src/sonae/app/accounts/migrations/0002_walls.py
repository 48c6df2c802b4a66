from django.db import migrations

from sonae.app.common import guards

# the parties of a scheme are no secret; members are, but for themselves and those who serve their association
SEEN = """
kind <> 'member' OR id = sonae_org()
OR parent_id IN (SELECT association_id FROM accounts_reach WHERE organisation_id = sonae_org())
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("common", "0002_guards")]
    operations = [guards.walled("accounts_organisation", SEEN)]
