from django.db import migrations

from sonae.app.common import guards

ORG = "(SELECT sonae_org())"  # asked once a query
REACHED = f"ANY (ARRAY(SELECT association_id FROM accounts_reach WHERE organisation_id = {ORG}))"
PARTIES = f"kind <> 'member' OR id = {ORG} OR parent_id = {REACHED}"
OWN = f"id = {ORG} OR kind = 'member' AND parent_id = {REACHED}"
# whoever signs in has no organisation yet, so roles are read by all; they are given where people are looked after
PEOPLE = """
organisation_id = sonae_org()
OR organisation_id IN (SELECT id FROM accounts_organisation WHERE parent_id = sonae_org())
"""
MOVED = "NEW.kind <> OLD.kind OR coalesce(NEW.parent_id, 0) <> coalesce(OLD.parent_id, 0)"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_walls_asked_once"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        guards.only_read("accounts_reach", "django_migrations", "django_content_type"),
        guards.only_read("auth_permission", "auth_group", "auth_group_permissions"),
        guards.walled_by_act("accounts_organisation", seen=PARTIES, held=OWN, written=OWN),
        guards.walled_by_act("accounts_role", seen="true", held=PEOPLE, written=PEOPLE),
        guards.refused(
            "accounts_organisation", "moved", "UPDATE OF kind, parent_id", MOVED, "an organisation stays where it is"
        ),
    ]
