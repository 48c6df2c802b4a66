from django.db import migrations

from sonae.app.common import guards

OWN = "organisation_id = sonae_org()"
# whoever gives a member its number holds the association meanwhile
SERVED = f"{OWN} OR organisation_id IN (SELECT r.association_id FROM accounts_reach r WHERE r.{OWN})"


class Migration(migrations.Migration):
    dependencies = [("parties", "0006_walls_asked_once"), ("accounts", "0009_rights")]
    operations = [
        guards.walled_by_act("parties_association", seen="true", held=SERVED, written=OWN),
        guards.never_replaced("parties_paper"),
    ]
