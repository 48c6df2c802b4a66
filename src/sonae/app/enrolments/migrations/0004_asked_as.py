from django.db import migrations, models
from django.db.models import Q

ONCE = models.UniqueConstraint(fields=["asked_as"], condition=Q(asked_as__isnull=False), name="enrolment_asked_once")


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0003_door")]
    operations = [
        migrations.AddField("enrolment", "asked_as", models.CharField(max_length=60, null=True)),
        migrations.AddConstraint("enrolment", ONCE),
    ]
