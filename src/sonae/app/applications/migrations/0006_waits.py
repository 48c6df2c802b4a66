from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_never_replaced")]
    operations = [
        migrations.AddIndex("application", models.Index(fields=["state", "step", "due_on"], name="application_waits")),
    ]
