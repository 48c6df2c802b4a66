"""Applications, disclosures, referrals: accepting one writes the ledger."""
