"""The outcome report as PDF. Importing this loads reportlab and pikepdf, so only the worker does."""

from cocreate.export.pdf.report import build_pdf

__all__ = ["build_pdf"]
