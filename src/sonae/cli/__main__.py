"""``python -m sonae.cli``."""

from sonae.cli import main

main()
