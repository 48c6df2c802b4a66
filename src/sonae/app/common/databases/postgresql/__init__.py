"""PostgreSQL, in service."""
