"""Writes one document in the many shapes offices give it, independently of the exports."""

from .docx import to_docx
from .options import DOCX_SHAPES, XLSX_SHAPES, Shape
from .specimen import Specimen, same_text
from .xlsx import to_xlsx

__all__ = ["DOCX_SHAPES", "XLSX_SHAPES", "Shape", "Specimen", "same_text", "to_docx", "to_xlsx"]
