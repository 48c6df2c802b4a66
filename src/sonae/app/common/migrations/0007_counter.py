from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0006_never_replaced")]
    operations = [
        migrations.CreateModel(
            "Counter",
            [
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
