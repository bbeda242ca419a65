"""Remarks of a file as the preview shows them: those that say the same are one, with all its places."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Partner
from events.access import Access
from events.entries.seen_partners import Seen
from events.models import Lesson
from events.phrases import partner_doubts
from events.vocabulary import Role, Severity
from importers.documents.issues import DocumentIssue
from importers.messages import message
from importers.models import PendingImport
from importers.resolving.resolution import Resolution

from ..corrections import Place, place_of
from ..forms import AgreementForm, HeadingForm, SpellingForm
from ..issue_tables import without_place
from ..said_of_file import AGREEMENT_CODES, SPELLING_CODES
from ..seen import seen_by
from .shown_rows import suggested_partners

HEADING_CODES = ("new-department", "new-sphere")
_MOST_PLACES = 12
_BY_WEIGHT = (Severity.BLOCKER, Severity.ERROR, Severity.WARNING, Severity.INFO)


class IssuePlace(NamedTuple):
    words: str
    row: Place | None  # that can be corrected


class IssueGroup(NamedTuple):
    """Issues that say the same, with the forms that settle them all."""

    text: str
    severity: str
    count: int
    places: Sequence[IssuePlace]  # the first ones
    spelling: SpellingForm | None
    suggestions: Sequence[Partner]
    heading: HeadingForm | None
    agreement: AgreementForm | None
    no_partner: str  # the query of the page that says so of the phrase, where that may be
    seen: Sequence[Seen]  # places the rows name, which a click counts as partners
    rows: Sequence[Place]  # all of them

    @property
    def more(self) -> int:
        """Places that are not named."""
        return self.count - len(self.places)


class RemarkLine(NamedTuple):
    """Issues that say the same, where nothing can be settled any more."""

    text: str
    severity: str
    places: Sequence[str]  # the first ones
    more: int  # places that are not named


def remark_lines(issues: Sequence[DocumentIssue]) -> list[RemarkLine]:
    several = len({issue.place.table for issue in issues if issue.place.row}) > 1
    lines = []
    for found in grouped(issues):
        places = _row_places(found)
        lines.append(
            RemarkLine(
                text=message(without_place(found[0])),
                severity=found[0].severity.value,
                places=[_in_words(place, several) for place in places[:_MOST_PLACES]],
                more=max(len(places) - _MOST_PLACES, 0),
            )
        )
    return lines


def grouped(issues: Iterable[DocumentIssue]) -> list[list[DocumentIssue]]:
    """The weightiest first, else in the order of the document."""
    groups: dict[tuple[str, str], list[DocumentIssue]] = {}
    for issue in issues:
        groups.setdefault((issue.severity.value, message(without_place(issue))), []).append(issue)
    return sorted(groups.values(), key=lambda found: _BY_WEIGHT.index(found[0].severity))


def issue_groups(
    pending: PendingImport,
    groups: Sequence[Sequence[DocumentIssue]],
    resolution: Resolution,
    access: Access,
) -> list[IssueGroup]:
    rows = {place_of(row.row): row for row in resolution.rows}
    numbers = {place: row.row.cells.get(Role.NUMBER, "").strip() for place, row in rows.items()}
    several = len({table for table, _row in rows}) > 1
    partners = suggested_partners(found[0] for found in groups)
    shown = []
    for number, found in enumerate(groups):
        issue = found[0]
        is_spelling = issue.code in SPELLING_CODES
        is_heading = issue.code in HEADING_CODES and access.coordinates
        form = {"initial": {"text": issue.found}, "auto_id": f"id_{number}_%s"}
        suggested = issue.suggestion.split(", ") if is_spelling else []
        places = _row_places(found)
        shown.append(
            IssueGroup(
                text=message(without_place(issue)),
                severity=issue.severity.value,
                count=max(len(places), 1),
                places=[
                    IssuePlace(
                        _in_words(place, several, numbers.get(place, "")), place if place in rows else None
                    )
                    for place in places[:_MOST_PLACES]
                ],
                spelling=SpellingForm(**form) if is_spelling else None,
                suggestions=[partners[name] for name in suggested if name in partners],
                agreement=AgreementForm(access=access, **form) if issue.code in AGREEMENT_CODES else None,
                no_partner=_no_partner(pending, issue) if issue.code == partner_doubts.CODE else "",
                heading=HeadingForm(basis=resolution.basis, **form) if is_heading else None,
                seen=seen_by(issue, rows[places[0]]) if places and places[0] in rows else (),
                rows=places,
            )
        )
    return shown


def _row_places(found: Sequence[DocumentIssue]) -> list[Place]:
    return list(dict.fromkeys((one.place.table, one.place.row) for one in found if one.place.row))


def _in_words(place: Place, several: bool, number: str = "") -> str:
    """`number`: what the document itself calls the row; lines of its table are counted with the headings."""
    table, row = place
    if several:
        words = _("table %(table)s, row %(row)s") % {"table": table, "row": row}
    else:
        words = _("row %(row)s") % {"row": row}
    return f"№ {number.rstrip('.')} ({words})" if number else words


def _no_partner(pending: PendingImport, issue: DocumentIssue) -> str:
    """To be shortened by the person: the phrase is shown with all that tells it."""
    back = f"{reverse('importers:pending', args=[pending.pk])}?tab=findings"
    words = {"kind": Lesson.Kind.NO_PARTNER, "text": issue.found, "file_name": pending.name[:255]}
    return urlencode({**words, "next": back})
