from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", "common_cache", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("common", "0004_jobs")]
    operations = [
        migrations.RunPython(make, lambda _apps, editor: editor.execute("DROP TABLE common_cache")),
    ]
