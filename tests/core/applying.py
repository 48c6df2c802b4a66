"""A clinic's application to the example scheme in which nothing is missing, for tests to change."""

from sonae.core.application import Application, ApplyingFacility, Declared
from sonae.core.asking import Ask

AOKI = ApplyingFacility("aoki", Ask("clinic", "S3", "all_risk"))
DECLARED = Declared(
    "web", "representative", "青木 一郎", frozenset({"entries_true", "no_antisocial_forces", "data_passed_on"})
)
COMPLETE = Application(
    facilities=(AOKI,),
    proofs={"member_number": "12345"},
    shared_records=False,
    explained={"important_matters": "2025", "brochure_example": "2026", "personal_data": "2025"},
    needs={"limits": True, "riders": True, "term": True, "premium": True},
    declared=DECLARED,
)
ANSWERS = {
    "systems_used": True,
    **dict.fromkeys(("responsible", "ledger", "remote_maintenance", "vendor_statement", "access_rights"), True),
    **dict.fromkeys(("old_accounts", "patches", "passwords", "password_reuse", "external_media", "logs"), True),
    **dict.fromkeys(("unneeded_services", "network_restricted", "contact_chart", "restore_tested"), True),
    **dict.fromkeys(("continuity_plan", "rules"), True),
    "two_factor": "used",
    "backup": "offline",
    **dict.fromkeys(("incidents", "known_circumstances", "other_cover"), False),
}
HAKATA = ApplyingFacility("hakata", Ask("hospital", "S3", "all_risk", "50"), answers=ANSWERS)
