from django.db import migrations

from sonae.app.common import guards


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_open_first")]
    operations = [guards.never_replaced(f"applications_{name}") for name in ("submission", "move", "joined")]
