from django.db import migrations

HERE = "name LIKE 'K-%%'"
CARRIED = "INSERT INTO common_counter (name, last) SELECT 'K-' || year, last FROM enrolments_numberhead"
BACK = (
    "INSERT INTO enrolments_numberhead (year, last) "
    f"SELECT CAST(substr(name, 3) AS integer), last FROM common_counter WHERE {HERE}",
    f"DELETE FROM common_counter WHERE {HERE}",
)


class Migration(migrations.Migration):
    dependencies = [("enrolments", "0008_quick_lists"), ("common", "0007_counter")]
    operations = [
        migrations.RunSQL([(CARRIED, None)], [(one, ()) for one in BACK]),
        migrations.DeleteModel("NumberHead"),
    ]
