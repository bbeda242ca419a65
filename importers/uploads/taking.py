"""Takes uploaded files and the documents of archives in, one by one, and says what became of each.

Within the request: a job would keep a file before its marks and a scanner have refused it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopregistry.history import explain
from coopregistry.models import User
from importers.documents.sources import Source, documents_in, whole
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.messages import message
from importers.models import ImportRun, PendingImport
from importers.scanned import scanned

from .quota import OverQuota
from .storing import store_upload

MOST_DOCUMENTS = 100  # of one upload, those in archives included
State = PendingImport.State
_Messages = list[tuple[str, str]]  # level and text


def take_in(
    files: Iterable[tuple[str, bytes]], *, user: User, target: Target, keep_unread: bool
) -> dict[str, Any]:
    """Where to go on, and what to say there, as a task gives it."""
    taken: list[PendingImport] = []
    said: _Messages = []
    refused = 0
    explain(_("Files were given for import"))
    try:
        for source in _sources(files, unpack=not keep_unread):
            if source.data is None:
                warnings = list(_refusal(source))
                said += warnings
                refused += len(warnings)
                continue
            if len(taken) == MOST_DOCUMENTS:
                text = _("At most %(most)s documents are taken at once; the others were left out.")
                said.append(("WARNING", text % {"most": MOST_DOCUMENTS}))
                break
            upload = Upload(name=_clean_name(source.name), data=source.data)
            taken.append(store_upload(upload, user=user, target=target, keep_unread=keep_unread))
            said += _earlier_import(taken[-1])
    except OverQuota as over:
        said.append(("ERROR", str(over)))
    if keep_unread and taken:
        text = ngettext("%(count)s file is kept unread.", "%(count)s files are kept unread.", len(taken))
        said.append(("SUCCESS", text % {"count": len(taken)}))
    elif len(taken) == 1 and not refused:
        return {"url": reverse("importers:pending", args=[taken[0].pk]), "messages": said}
    elif taken:
        text = ngettext("%(count)s file was taken.", "%(count)s files were taken.", len(taken))
        said.append(("SUCCESS", f"{text % {'count': len(taken)}} {_('They are marked below.')}"))
    return {"url": _list_of(taken, State.KEPT if keep_unread else State.WAITING), "messages": said}


def _list_of(taken: Sequence[PendingImport], state: State) -> str:
    given = {"state": state.value, "given": [one.pk for one in taken]}
    return f"{reverse('importers:imports')}?{urlencode(given, doseq=True)}"


def _sources(files: Iterable[tuple[str, bytes]], *, unpack: bool) -> Iterator[Source]:
    """One document in memory at a time."""
    for name, data in files:
        found = documents_in(name, data)
        yield from scanned(found if unpack else [whole(name, data, found)])


def _clean_name(name: str) -> str:
    return " ".join(name.replace("\0", " ").split()) or _("without a name")


def _refusal(source: Source) -> Iterator[tuple[str, str]]:
    """Nothing of what is no document, which nobody expects to be read."""
    if source.issue is not None and source.issue.code != "passed-over":
        yield "WARNING", f"{_clean_name(source.name)}: {message(source.issue)}"


def _earlier_import(pending: PendingImport) -> Iterator[tuple[str, str]]:
    loaded = ImportRun.objects.filter(document=pending.document_id).order_by("id")
    runs = list(loaded.select_related("change_set__undone_by"))
    if not runs:
        return
    text = _("The file “%(name)s” was loaded before, on %(day)s. It is compared with the registry anew.")
    if all(run.is_undone for run in runs):
        text = _(
            "The file “%(name)s” was loaded before, on %(day)s, and that was undone. It is compared with "
            "the registry anew."
        )
    yield "INFO", text % {"name": pending.name, "day": f"{runs[0].made_at:%d.%m.%Y}"}
