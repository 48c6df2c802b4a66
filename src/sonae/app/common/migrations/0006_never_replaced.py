from django.db import migrations

from sonae.app.common import guards


class Migration(migrations.Migration):
    dependencies = [("common", "0005_cache")]
    operations = [guards.never_replaced("common_auditentry")]
