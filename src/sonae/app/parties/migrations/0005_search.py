from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sonae.app.parties import search


def index(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Members recorded until now were found by nothing."""
    for member in apps.get_model("parties", "Member").objects.iterator():
        member.search = search.of_member(member)
        member.save(update_fields=["search"])


class Migration(migrations.Migration):
    dependencies = [("parties", "0004_revisions")]
    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
