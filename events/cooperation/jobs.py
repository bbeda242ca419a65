"""Dossiers of many events, outside requests."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from agreements.models import Partner
from coopregistry.jobs import queue
from coopregistry.jobs.files import keep_file
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from events.access import Access
from events.web import TYPES

from .dossier.gather import dossier_of
from .dossier.issuing import copy_of
from .queries import events_with
from .wording import with_whom


def ask_for_dossier(partner: Partner, user: User, start: date, end: date, *, is_short: bool, by: str) -> Job:
    """`by`: who answers for it."""
    said = (partner.pk, start.isoformat(), end.isoformat(), is_short, by)
    title = _("Dossier on cooperation %(with)s") % {"with": with_whom(partner)}
    return queue.enqueue(
        *(issue_dossier, *said),
        user=user,
        title=title,
        key=f"dossier:{':'.join(map(str, said[:4]))}:{user.pk}",
        back=reverse("events:dossier", args=[partner.pk]),
    )


@task(takes_context=True)
def issue_dossier(context: RunningJob, pk: int, start: str, end: str, is_short: bool, by: str) -> None:
    """As its reader may see it when the job runs. The copy that is kept stands or falls with the job."""
    access = Access.of(context.job.user)
    partner = Partner.objects.partners().filter(pk=pk).first()
    if partner is None or not access.reads:
        raise Refused(_("The partner is no longer there."))
    context.report(_("the events are read"))
    events = events_with(access, partner.tree())
    dossier = dossier_of(access, events, partner, date.fromisoformat(start), date.fromisoformat(end))
    context.report(_("the paper is written"), 0, len(dossier.events))
    copy = copy_of(replace(dossier, prepared_by=by), access, is_short=is_short)
    result = keep_file(context.job, BytesIO(copy.docx), copy.name, TYPES["docx"])
    with transaction.atomic():
        copy.save()
        context.finish(**result)
