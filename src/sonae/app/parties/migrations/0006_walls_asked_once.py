from django.db import migrations, models

from sonae.app.common import guards

BEFORE = """
organisation_id = sonae_org() OR association_id IN (
  SELECT a.id FROM parties_association a JOIN accounts_reach r ON r.association_id = a.organisation_id
  WHERE r.organisation_id = sonae_org()
)
"""
# the same; what does not depend on the row is asked once a query, and an index can answer
MEMBER = """
organisation_id = (SELECT sonae_org()) OR association_id = ANY (ARRAY(
  SELECT a.id FROM parties_association a JOIN accounts_reach r ON r.association_id = a.organisation_id
  WHERE r.organisation_id = (SELECT sonae_org())
))
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0005_search")]
    operations = [
        guards.rewalled("parties_member", MEMBER, before=BEFORE),
        *(
            migrations.AddIndex("member", models.Index(fields=[field, "id"], name=f"member_by_{field}"))
            for field in ("number", "kana", "recorded_at")
        ),
        migrations.AddIndex("member", models.Index(fields=["association", "organisation", "id"], name="member_seen")),
    ]
