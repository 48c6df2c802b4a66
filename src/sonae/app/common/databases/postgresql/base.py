from django.db.backends.postgresql import base

from sonae.app.common.databases.last_words import WritesLastWords


class DatabaseWrapper(WritesLastWords, base.DatabaseWrapper):
    """A connection whose last words are written before it commits."""
