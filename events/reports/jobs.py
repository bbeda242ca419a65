"""Long plans and reports as files, outside requests."""

from io import BytesIO
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.files import keep_file
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from coopregistry.office import OfficeError
from events.access import Access
from events.models import Report
from events.web import TYPES

from .files import NO_PDF, name_of, report_bytes


def ask_for_file(document: Report, user: User, suffix: str, *, formal: bool = False) -> Job:
    return queue.enqueue(
        make_file,
        *(document.pk, suffix, formal),
        user=user,
        title=_("%(document)s as %(format)s") % {"document": document, "format": suffix.upper()},
        key=f"document:{document.pk}:{suffix}:{formal}:{user.pk}",
        back=reverse("events:report", args=[document.pk]),
    )


@task(takes_context=True)
def make_file(context: RunningJob, pk: int, suffix: str, formal: bool) -> dict[str, Any]:
    access = Access.of(context.job.user)
    document = access.reports().select_related("partner", "agreement").filter(pk=pk).first()
    if document is None or (formal and not access.coordinates):
        raise Refused(_("The document is no longer there."))
    context.report(_("the pages are laid out") if suffix == "pdf" else _("the rows are written"))
    try:
        data = report_bytes(document, access, suffix, formal=formal)
    except OfficeError as error:
        raise Refused(str(NO_PDF)) from error
    return keep_file(context.job, BytesIO(data), name_of(document, suffix), TYPES[suffix])
