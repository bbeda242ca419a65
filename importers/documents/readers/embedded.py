"""Files embedded in a document: they are not read, so that a person is told what each is and what to do."""

from events.vocabulary import Severity

from ..issues import NOWHERE, DocumentIssue, SourceRef

# What the program that made the object calls itself begins with one of these, in lower case
_KINDS = {
    "excel": "embedded_workbook",
    "opendocument.calc": "embedded_workbook",
    "opendocumentspreadsheet": "embedded_workbook",
    "word": "embedded_text",
    "wordpad": "embedded_text",
    "opendocument.writer": "embedded_text",
    "opendocumenttext": "embedded_text",
    "powerpoint": "embedded_slides",
    "acroexch": "embedded_pdf",
    "foxit": "embedded_pdf",
    "equation": "embedded_formula",
    "mathtype": "embedded_formula",
    "pbrush": "embedded_picture",
    "paint": "embedded_picture",
    "staticmetafile": "embedded_picture",
    "staticdib": "embedded_picture",
    "visio": "embedded_picture",
    "msgraph": "embedded_picture",
}
_ADVICE = {
    "embedded_workbook": "load_workbook_apart",
    "embedded_text": "load_text_apart",
    "embedded_formula": "write_as_text",
    "embedded_picture": "write_as_text",
    "inserted_file": "save_with_inserted",
}


def embedded_object(program: str, place: SourceRef = NOWHERE) -> DocumentIssue:
    """An OLE object; `program`: its ProgID, «Excel.Sheet.12»."""
    name = program.lower()
    return _issue(
        next((kind for start, kind in _KINDS.items() if name.startswith(start)), ""), program, place
    )


def inserted_file(place: SourceRef = NOWHERE) -> DocumentIssue:
    """Another file that Word shows at this place (altChunk) and writes into the text when it saves."""
    return _issue("inserted_file", "", place)


def _issue(kind: str, found: str, place: SourceRef) -> DocumentIssue:
    return DocumentIssue(
        code="embedded-object",
        severity=Severity.WARNING,
        place=place,
        found=found,
        expected=kind or "embedded_file",
        suggestion=_ADVICE.get(kind, "look_into_it"),
    )
