from django.db import migrations

HERE = "name LIKE 'A-%%' OR name LIKE 'Q-%%'"
CARRIED = "INSERT INTO common_counter (name, last) SELECT name, last FROM applications_counter"
BACK = (
    f"INSERT INTO applications_counter (name, last) SELECT name, last FROM common_counter WHERE {HERE}",
    f"DELETE FROM common_counter WHERE {HERE}",
)


class Migration(migrations.Migration):
    dependencies = [("applications", "0007_acceptance"), ("common", "0007_counter")]
    operations = [
        migrations.RunSQL([(CARRIED, None)], [(one, ()) for one in BACK]),
        migrations.DeleteModel("Counter"),
    ]
