"""Long lists of events as files, outside requests."""

import hashlib
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.files import keep_file
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from events.access import Access
from events.web import TYPES

from .files import file_name_of, keys_of, write_event_file
from .filters import EventFilter


def ask_for_file(
    suffix: str, query: str, user: User, *, columns: Sequence[str], group: str, site: str, back: str
) -> Job:
    title = _("List of events as %(format)s") % {"format": suffix.upper()}
    how = {"columns": list(columns), "group": group, "site": site}
    asked = hashlib.sha256(repr((suffix, query, how)).encode()).hexdigest()[:40]
    key = f"list:{asked}:{user.pk}"
    return queue.enqueue(make_file, suffix, query, how, user=user, title=title, key=key, back=back)


@task(takes_context=True)
def make_file(context: RunningJob, suffix: str, query: str, how: dict[str, Any]) -> dict[str, Any]:
    """The list as its reader may see it when the job runs."""
    event_filter = EventFilter(QueryDict(query), Access.of(context.job.user))
    if not event_filter.is_valid():
        raise Refused(_("The conditions of the list are no longer valid."))
    stage = _("the events are written")
    context.report(stage)
    keys = keys_of(event_filter)
    with TemporaryFile() as out:
        write_event_file(
            out, suffix, keys, event_filter, **how, tell=lambda done: context.report(stage, done, len(keys))
        )
        return keep_file(context.job, out, file_name_of(event_filter, suffix), TYPES[suffix])
