from django.db import migrations

from sonae.app.common import guards

OFFER = "applications_offer"
# what was decided; its state goes on, and issuing writes the rest once
DECIDED = (
    *("member_id", "application_id", "number", "decision", "submission_id", "facilities", "factor", "factor_reason"),
    *("conditions", "remark", "annual_yen", "trace", "four_eyes", "made_by", "made_by_id", "made_at"),
)
ISSUED = "issued_at, valid_until, paper_id, countersigned_by, countersigned_at"
INSURER = "EXISTS (SELECT 1 FROM accounts_organisation o WHERE o.id = sonae_org() AND o.kind = 'insurer')"


class Migration(migrations.Migration):
    dependencies = [("applications", "0008_one_counter")]
    operations = [
        guards.append_only(OFFER, columns=DECIDED),
        guards.never_replaced(OFFER),
        guards.refused(
            OFFER,
            "issued_once",
            f"UPDATE OF {ISSUED}",
            "OLD.issued_at IS NOT NULL",
            "an offer stays as it was issued",
        ),
        guards.refused(
            OFFER,
            "ended",
            "UPDATE OF state",
            "OLD.state IN ('taken', 'returned', 'lapsed') AND NEW.state <> OLD.state",
            "what became of an offer is not undone",
        ),
        guards.only_by(OFFER, INSURER, "INSERT"),
    ]
