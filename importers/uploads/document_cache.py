"""Documents read lately, kept by this process and the database: reading is a pure function of the bytes."""

from collections import OrderedDict
from threading import Lock

from events.vocabulary import Kind
from importers.column_lessons import stated_for
from importers.documents.document import Document
from importers.models import PendingImport, SourceDocument

from .kept_reading import document_kept, forget_values
from .sandbox import ReportProgress, read_document

# The pages of one file ask for its document again and again. Rows are bounded as well as documents: eight
# ordinary ones take a few megabytes, a single one of 50,000 rows takes about a hundred.
_MOST_DOCUMENTS = 8
_MOST_ROWS = 50_000  # of all together; the newest stays, however large

_Key = tuple[str, str, Kind | None, frozenset[tuple[object, ...]]]
_documents: OrderedDict[_Key, Document] = OrderedDict()
_lock = Lock()


def document_of(pending: PendingImport, report_progress: ReportProgress | None = None) -> Document:
    """The document as its author wrote it, its columns as persons said. UnreadableDocument where the file is
    none."""
    kind = Kind(pending.kind) if pending.kind else None
    stated = stated_for(pending.user)
    key = (pending.document.sha256, pending.name, kind, frozenset(stated.items()))
    with _lock:
        if key in _documents:
            _documents.move_to_end(key)
            return _documents[key]
    document = document_kept(pending)
    if document is None:
        content = SourceDocument.objects.values_list("content", flat=True).get(pk=pending.document_id)
        document = read_document(bytes(content), pending.name, kind, stated, report_progress=report_progress)
    with _lock:
        _documents[key] = document
        while len(_documents) > 1 and _is_full():
            _documents.popitem(last=False)
    return document


def _is_full() -> bool:
    rows = sum(len(document.rows) for document in _documents.values())
    return len(_documents) > _MOST_DOCUMENTS or rows > _MOST_ROWS


def forget_documents() -> None:
    with _lock:
        _documents.clear()
    forget_values()
