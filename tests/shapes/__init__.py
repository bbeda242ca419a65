"""Writes one document in the many layouts offices use, independently of the exports."""

from tests.shapes.docx import to_docx
from tests.shapes.options import DOCX_SHAPES, XLSX_SHAPES, Shape
from tests.shapes.specimen import Specimen, same_text
from tests.shapes.xlsx import to_xlsx

__all__ = ["DOCX_SHAPES", "XLSX_SHAPES", "Shape", "Specimen", "same_text", "to_docx", "to_xlsx"]
