"""Who is covered by what, since when is it known, and by which certificate? The ledger of cover."""
