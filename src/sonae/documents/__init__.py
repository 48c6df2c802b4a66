"""Core values in, the bytes of a PDF out: the papers that are handed over, posted and faxed."""

from sonae.documents.application import application_sheet
from sonae.documents.certificate import certificate_sheet
from sonae.documents.clocks import clocks_sheet
from sonae.documents.comparison import comparison_sheet
from sonae.documents.decision import decision_sheet
from sonae.documents.emergency import emergency_sheet
from sonae.documents.individual_quotation import individual_quotation_sheet
from sonae.documents.letter import decision_letter
from sonae.documents.quotation import quotation_sheet
from sonae.documents.settlement import settlement_sheet
from sonae.documents.simulation import simulation_sheet
from sonae.documents.typesetting import PaperError

__all__ = [
    "PaperError",
    "application_sheet",
    "certificate_sheet",
    "clocks_sheet",
    "comparison_sheet",
    "decision_letter",
    "decision_sheet",
    "emergency_sheet",
    "individual_quotation_sheet",
    "quotation_sheet",
    "settlement_sheet",
    "simulation_sheet",
]
