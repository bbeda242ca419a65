"""What reading a waiting file gave, kept beside it, so that pages compare it with the registry and read
nothing again."""

import hashlib
import zlib
from collections import OrderedDict
from functools import cache
from threading import Lock

from django.conf import settings
from django.utils import timezone

from events.phrases.values import Values
from importers.column_lessons import stated_for
from importers.documents.document import Document
from importers.models import KeptReading, PendingImport
from importers.resolving.values_reader import ValuesReader

from . import plain_pickle

# What the reading of a document depends on, beside the document
_READS = (
    "agreements/names",
    "events/period.py",
    "events/phrases",
    "events/vocabulary.py",
    "importers/documents",
    "importers/resolving/subject.py",
)
_PAGE = 20_000  # characters a page reads itself: well below a second
_MOST_FILES = 4  # in memory

Known = dict[str, Values]
_known: OrderedDict[tuple[int, str], Known] = OrderedDict()
_lock = Lock()


def document_kept(pending: PendingImport) -> Document | None:
    """The document as it was read before, by the rules of today."""
    data = _kept(pending).values_list("document", flat=True).first()
    document: Document | None = plain_pickle.loads(zlib.decompress(data)) if data else None
    return document


def reader_of_page(pending: PendingImport) -> ValuesReader:
    """TooMuchToRead where the file has to be read by a job first."""
    return ValuesReader(values_kept(pending), most=_PAGE)


def values_kept(pending: PendingImport) -> Known:
    made_at = _kept(pending).values_list("made_at", flat=True).first()
    if made_at is None:
        return {}
    key = (pending.pk, made_at.isoformat())
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    data = _kept(pending).values_list("values", flat=True).first()
    values: Known = plain_pickle.loads(zlib.decompress(data)) if data else {}
    _remember(key, values)
    return values


def keep(pending: PendingImport, document: Document, values: Known) -> None:
    kept, _created = KeptReading.objects.update_or_create(
        pending=pending,
        defaults={
            "rules": _rules_of(pending),
            "document": zlib.compress(plain_pickle.dumps(document)),
            "values": zlib.compress(plain_pickle.dumps(values)),
            "made_at": timezone.now(),
        },
    )
    _remember((pending.pk, kept.made_at.isoformat()), values)


def forget_values() -> None:
    with _lock:
        _known.clear()


def _remember(key: tuple[int, str], values: Known) -> None:
    with _lock:
        _known[key] = values
        while len(_known) > _MOST_FILES:
            _known.popitem(last=False)


def _kept(pending: PendingImport):
    return KeptReading.objects.filter(pending=pending, rules=_rules_of(pending))


def _rules_of(pending: PendingImport) -> str:
    """Differs where the same file would be read otherwise: by other code, as another kind of document, or
    with columns that mean something else."""
    stated = sorted(map(repr, stated_for(pending.user).items()))
    said = (_code(), pending.document.sha256, pending.name, pending.kind, stated)
    return hashlib.sha256(repr(said).encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for name in _READS:
        path = settings.BASE_DIR / name
        for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
            if file.suffix != ".pyc" and file.is_file():
                digest.update(str(file.relative_to(settings.BASE_DIR)).encode() + file.read_bytes())
    return digest.hexdigest()
