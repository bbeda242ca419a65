"""Matches what came in one document after the other once all of it is there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from coopregistry import history
from coopregistry.models import User
from events.matching.comparing import Matched
from events.matching.linking import link_many
from events.models import Entry
from importers.models import ImportedRow, ImportRun


def match_waiting(*, user: User | None = None) -> Matched:
    """Match the rows of all imports that wait for it; those of a go that was killed are among them.

    All pairs are one change set of their own, for each belongs to two documents. An import that is undone
    takes its rows out of them.
    """
    runs = list(ImportRun.objects.filter(awaits_matching=True).order_by("pk"))
    if not runs:
        return Matched()
    run_of = {}  # the last that brought the entry
    rows = ImportedRow.objects.filter(run__awaits_matching=True, run__lte=runs[-1].pk)
    for entry, run in rows.order_by("run").values_list("entry", "run"):
        run_of[entry] = run
    entries = Entry.objects.filter(imported_rows__run__awaits_matching=True).distinct()
    with history.change_set(user=user, reason=_("Matching of plans and reports")):
        matched = link_many(list(entries.only("pk", "report")))
    counts = _counts_of_runs(matched, run_of)
    with transaction.atomic():
        for run in runs:
            run.counts |= counts[run.pk]
            run.awaits_matching = False
        ImportRun.objects.bulk_update(runs, ["counts", "awaits_matching"], batch_size=200)
    return matched


def _counts_of_runs(matched: Matched, run_of: Mapping[int, int]) -> Mapping[int, dict[str, int]]:
    """Each pair is told of the import that completed it."""
    last = max(run_of.values(), default=0)

    def completing(keys: Iterable[int]) -> int:
        return max((run_of[key] for key in keys if key in run_of), default=last)

    linked = Counter(completing((one.a, one.b)) for one in matched.sure)
    waiting = {one.b: completing((one.a, one.b)) for one in matched.likely if one.rank == 1}
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for name, found in (("linked", linked), ("to_match", Counter(waiting.values()))):
        for run, count in found.items():
            counts[run][name] = count
    return counts
