"""Results of a partner or an agreement in the order a page shows them: signed, arranged, ahead."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.vocabulary import ResultKind

from .lines import Heads, ResultLine

HEADINGS = {
    ResultKind.SIGNED: pgettext_lazy("heading", "Documents signed"),
    ResultKind.AGREED: _("Arrangements and their execution"),
    ResultKind.PLANNED: _("Signings that lie ahead"),
}


class ResultGroup(NamedTuple):
    heading: str | Promise
    lines: Sequence[ResultLine]
    more: int  # that are not shown


def groups_of(heads: Heads, *, most: int) -> list[ResultGroup]:
    """What lies ahead never stands among the signed. `most`: lines of a group that are shown."""
    groups = []
    for kind, heading in HEADINGS.items():
        own = [head for head in heads.heads if head.kind is kind]
        if own:
            groups.append(ResultGroup(heading, heads.lines(own[:most]), max(0, len(own) - most)))
    return groups
