"""From folders of YAML and CSV to core values, or every error with file, line and key."""

from sonae.loader.load import BUILT_IN, load_catalogue
from sonae.loader.problems import CatalogueError, DataProblem

__all__ = ["BUILT_IN", "CatalogueError", "DataProblem", "load_catalogue"]
