from django.db.backends.sqlite3 import base

from sonae.app.common.databases.last_words import WritesLastWords


class DatabaseWrapper(WritesLastWords, base.DatabaseWrapper):
    """A connection whose last words are written before it commits."""
