"""A printed report as PDF, through LibreOffice."""

from coopregistry.office import convert

# Tagged: a screen reader finds rows and header; fonts are part of any PDF that LibreOffice writes.
_FORMAT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


def to_pdf(docx: bytes, *, timeout: float = 60) -> bytes:
    """The pages of the document. Raises coopregistry.office.OfficeError when there is no office program."""
    return convert(docx, ".docx", _FORMAT, timeout=timeout)
