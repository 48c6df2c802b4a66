"""Which tariffs, schemes and wordings are in force in this process?"""

from functools import cache

from django.conf import settings

from sonae.core.catalogue import Catalogue
from sonae.loader import load_catalogue


@cache
def current() -> Catalogue:
    """The packaged catalogue and the folders of SONAE_CATALOGUE, read once a process.

    Raises `sonae.loader.CatalogueError` as long as a folder is wrong: an error is not kept.
    """
    return load_catalogue(settings.SONAE_CATALOGUE)
