from django.db import migrations

from sonae.app.common import guards

TABLE = "accounts_factorremoval"
ASKED = ("organisation_id", "role_id", "basis", "note", "asked_by_id", "asked_at")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_plain_codes")]
    operations = [guards.append_only(TABLE, ASKED), guards.never_replaced(TABLE)]
