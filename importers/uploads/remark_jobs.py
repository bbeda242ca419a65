"""Files of remarks of long documents, outside requests."""

from io import BytesIO
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.files import keep_file
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from events.access import Access
from events.web import TYPES
from importers.models import ImportRun, PendingImport

from .access import import_runs, pending_imports
from .jobs import with_what_reading_needs
from .reading import keep_reading
from .remark_files import RemarkFile, of_pending, of_run


def ask_for_file(source: PendingImport | ImportRun, user: User, what: RemarkFile) -> Job:
    is_loaded = isinstance(source, ImportRun)
    name = source.document.file_name if isinstance(source, ImportRun) else source.name
    titles = {
        RemarkFile.REMARKS: _("Remarks on %(name)s"),
        RemarkFile.ROWS: _("Rows with remarks of %(name)s"),
    }
    return queue.enqueue(
        *(make_file, source.pk, is_loaded, what.value),
        user=user,
        title=titles[what] % {"name": name},
        key=f"{what}:{source.pk}:{is_loaded}:{user.pk}",
        back=reverse("importers:run" if is_loaded else "importers:pending", args=[source.pk]),
    )


@task(takes_context=True)
def make_file(context: RunningJob, pk: int, is_loaded: bool, what: str) -> dict[str, Any]:
    access = Access.of(context.job.user)
    context.report(_("the remarks are written"))
    made = None
    if is_loaded:
        run = import_runs(access).select_related("document", "report").filter(pk=pk).first()
        made = of_run(run, RemarkFile(what)) if run else None
    else:
        pending = with_what_reading_needs(pending_imports(access)).filter(pk=pk).first()
        if pending is not None:
            made = of_pending(pending, keep_reading(pending, access), access, RemarkFile(what))
    if made is None:
        raise Refused(_("The file is no longer there."))
    data, name = made
    return keep_file(context.job, BytesIO(data), name, TYPES[name.rpartition(".")[2]])
