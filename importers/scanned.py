"""Shows documents to the virus scanner before anything of them is kept."""

from collections.abc import Iterable, Iterator

from coopregistry.refused_files import scanner_refusal
from events.vocabulary import Severity

from .documents.issues import DocumentIssue
from .documents.sources import Source


def scanned(sources: Iterable[Source]) -> Iterator[Source]:
    """The sources in turn; one that is refused has lost its data to the issue."""
    for source in sources:
        refusal = scanner_refusal(source.data) if source.data else ""
        if refusal:
            yield Source(name=source.name, issue=DocumentIssue(code=refusal, severity=Severity.BLOCKER))
        else:
            yield source
