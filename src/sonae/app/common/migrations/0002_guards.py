from django.db import migrations

from sonae.app.common import guards


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    operations = [
        guards.role_and_setting(),
        guards.append_only("common_auditentry"),
        guards.walled("common_auditentry", "organisation_id = sonae_org() OR about_id = sonae_org()"),
    ]
