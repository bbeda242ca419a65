"""What is done with uploaded files outside requests. Each job asks anew what its user may do."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from coopregistry.undo import AlreadyUndone
from events.access import Access
from importers.models import ImportRun, PendingImport
from importers.undoing import rows_of, undo_import

from .access import import_runs, may_undo, pending_imports
from .loading import LoadRefused, load
from .partial import RowsToLoad
from .reading import keep_reading, read_pending

State = PendingImport.State


# --- asking


def ask_to_read(pending: PendingImport, user: User) -> Job:
    title = _("Reading of %(name)s") % {"name": pending.name}
    return queue.enqueue(
        *(read_file, pending.pk),
        user=user,
        title=title,
        key=key_of(pending),
        back=reverse("importers:imports"),  # its own page would ask for the reading again
    )


def ask_to_load(
    pending: PendingImport, user: User, *, seen: str, rows_to_load: RowsToLoad, replace: bool
) -> Job:
    title = _("Loading of %(name)s") % {"name": pending.name}
    return queue.enqueue(
        load_file,
        *(pending.pk, seen, rows_to_load.value, replace),
        user=user,
        title=title,
        key=f"load:{pending.pk}:{seen}:{rows_to_load}:{replace}:{user.pk}",
        back=_page(pending.pk),
    )


def ask_to_load_many(files: Sequence[tuple[int, str]], user: User, rows_to_load: RowsToLoad) -> Job:
    """`files`: keys, and the fingerprints of what was shown of each."""
    title = ngettext("Loading of %(count)s file", "Loading of %(count)s files", len(files))
    return queue.enqueue(
        load_files,
        *([list(file) for file in files], rows_to_load.value),
        user=user,
        title=title % {"count": len(files)},
        back=reverse("importers:imports"),
    )


def ask_to_undo(run: ImportRun, user: User) -> Job:
    title = _("Undoing the import of %(name)s") % {"name": run.document.file_name}
    page = reverse("importers:run", args=[run.pk])
    return queue.enqueue(undo_run, run.pk, user=user, title=title, key=f"undo:{run.pk}", back=page)


def key_of(pending: PendingImport) -> str:
    return f"read:{pending.pk}"


def reading_of(pending: PendingImport) -> Job | None:
    """The job that reads the file now, or will."""
    return queue.unfinished(key_of(pending)).first()


# --- doing


@task(takes_context=True)
def read_file(context: RunningJob, pk: int) -> dict[str, str]:
    """Bears being repeated: what it keeps can be made again."""
    access = Access.of(context.job.user)
    pending = _pending(access, pk)
    if pending.is_to_be_read:
        read_pending(pending, access, context.report)
    return {"url": _page(pk)}


@task(takes_context=True)
def load_file(context: RunningJob, pk: int, seen: str, rows_to_load: str, replace: bool) -> None:
    access = Access.of(context.job.user)
    pending = _pending(access, pk)
    _compare(context, pending, access)
    try:
        with transaction.atomic():
            run = load(pending, access, seen=seen, rows_to_load=RowsToLoad(rows_to_load), replace=replace)
            context.finish(url=reverse("importers:run", args=[run.pk]))
    except LoadRefused as refused:
        raise Refused(str(refused)) from refused


@task(takes_context=True)
def load_files(context: RunningJob, files: list[tuple[int, str]], rows_to_load: str) -> dict[str, object]:
    """Each file by itself: a refusal of one does not stop the others. Repeated, it finds loaded what is."""
    access = Access.of(context.job.user)
    messages, loaded = [], 0
    for number, (pk, seen) in enumerate(files):
        pending = pending_imports(access).filter(pk=pk).first()
        if pending is None:
            continue
        context.report(pending.name, number, len(files))
        try:
            _compare(context, pending, access)
            load(pending, access, seen=seen, rows_to_load=RowsToLoad(rows_to_load))
        except LoadRefused as refused:
            messages.append(("WARNING", f"{pending.name}: {refused}"))
        else:
            loaded += 1
    if loaded:
        text = ngettext("%(count)s file was loaded.", "%(count)s files were loaded.", loaded)
        messages.append(("SUCCESS", text % {"count": loaded}))
    url = reverse("importers:imports")
    return {"url": f"{url}?state={State.LOADED}" if loaded == len(files) else url, "messages": messages}


@task(takes_context=True)
def undo_run(context: RunningJob, pk: int) -> None:
    access = Access.of(context.job.user)
    run = import_runs(access).select_related("report", "change_set", "document").filter(pk=pk).first()
    if run is None or not may_undo(access, run):
        raise Refused(_("This import cannot be undone: it was undone already, or the document is closed."))
    context.report(_("the rows are put back"))
    url = reverse("importers:run", args=[pk])
    try:
        with transaction.atomic():
            undone = undo_import(run, user=access.user)
            rows = rows_of(undone)
            text = ngettext(
                "The import was undone: %(count)s row was put back.",
                "The import was undone: %(count)s rows were put back.",
                rows,
            )
            context.finish(url=url, messages=[("SUCCESS", text % {"count": rows})])
    except AlreadyUndone:
        context.finish(url=url, messages=[("INFO", _("This import was undone already."))])


def _compare(context: RunningJob, pending: PendingImport, access: Access) -> None:
    """Before the transaction that writes: on SQLite nobody else writes meanwhile."""
    stage = str(PendingImport.Stage.COMPARING.label)
    keep_reading(pending, access, lambda rows: context.report(stage, rows, pending.row_count))
    context.report(_("the rows are written"))


def _pending(access: Access, pk: int) -> PendingImport:
    found = with_what_reading_needs(pending_imports(access)).filter(pk=pk).first()
    if found is None:
        raise Refused(_("The file is no longer there."))
    return found


def with_what_reading_needs(files: QuerySet[PendingImport]) -> QuerySet[PendingImport]:
    files = files.select_related("document", "department", "partner", "agreement", "user", "run")
    return files.defer("document__content")


def _page(pk: int) -> str:
    return reverse("importers:pending", args=[pk])
