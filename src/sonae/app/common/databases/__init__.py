"""The two databases, as Django has them, but for one thing: they let last words be written before a commit."""
