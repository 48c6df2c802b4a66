from django.db import migrations

from sonae.app.common import guards

OWN = """
keeper_id = (SELECT sonae_org())
OR member_id IN (SELECT id FROM parties_member WHERE organisation_id = (SELECT sonae_org()))
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0008_withheld")]
    operations = [guards.only_by("parties_withheld", OWN, "INSERT", "UPDATE", "DELETE")]
