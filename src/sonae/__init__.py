"""Sonae (備え): group cyber insurance for medical institutions in Japan, from the brochure to the paid claim."""

__version__ = "0.1.0"
