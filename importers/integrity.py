"""Fixed editions: the document that went out against the table the registry kept of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coopregistry.integrity.checks import Fault, integrity_check, name_of
from events.editions.frozen import thaw
from events.exports.table import EntryLine
from events.models import Edition

from .documents.issues import UnreadableDocument
from .documents.layouts import recognise
from .documents.readers import read


@integrity_check("editions", gettext_lazy("Editions against their documents"))
def check_editions() -> Iterator[Fault]:
    for edition in Edition.objects.order_by("pk").iterator(chunk_size=20):
        what = _difference(edition)
        if what:
            yield Fault(record=name_of(Edition, edition.pk), what=what)


def _difference(edition: Edition) -> str:
    """In words; "" where every cell of the table stands in the document."""
    table = thaw(edition.table)
    rows = [line for line in table.lines if isinstance(line, EntryLine)]
    if not rows:
        return ""
    try:
        document = recognise(read(bytes(edition.docx), "edition.docx"), table.kind)
    except UnreadableDocument:
        return _("The document cannot be read.")
    if len(document.rows) != len(rows):
        counts = {"document": len(document.rows), "table": len(rows)}
        return _("The document has %(document)d rows, the table %(table)d.") % counts
    for number, (line, row) in enumerate(zip(rows, document.rows, strict=True), start=1):
        for column, kept in zip(table.columns, line.cells, strict=True):
            read_back = row.cells.get(column.role, "") if column.role else row.extra.get(column.heading, "")
            if _squeezed(kept) != _squeezed(read_back):
                return _("Row %(row)d, “%(column)s”: the document has another text.") % {
                    "row": number,
                    "column": column.heading,
                }
    return ""


def _squeezed(text: str) -> str:
    return " ".join(text.split())
