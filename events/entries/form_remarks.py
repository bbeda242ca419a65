"""The remarks a form shows beside its fields, and what a click on a suggestion writes into them."""

from dataclasses import dataclass

from django.http import QueryDict

from events.models import Finding
from events.vocabulary import Role

from .conflict import CELL_OF
from .finding_messages import finding_message
from .grid.cures import Cure, cures_of
from .preview import EntryPreview

ELSEWHERE = "elsewhere"  # of no field of its own
FIELD_ROLES = (Role.TITLE, Role.DATES, Role.PARTNER, Role.PLACE, Role.PARTICIPANTS, Role.CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRemark:
    words: str
    finding: Finding  # unsaved
    cures: list[Cure]


def field_remarks(preview: EntryPreview) -> dict[str, list[FieldRemark]]:
    """By the role of the cell a remark is about, or `ELSEWHERE`; none before there is a title."""
    remarks: dict[str, list[FieldRemark]] = {role.value: [] for role in FIELD_ROLES} | {ELSEWHERE: []}
    if not preview.texts.get(Role.TITLE):
        return remarks
    asked = {name.name for name in preview.unknown_names}
    for issue in preview.values.issues:
        if issue.role is Role.PARTNER and issue.found in asked:
            continue  # the field of the partners asks about the name itself
        text = preview.texts.get(issue.role, "") if issue.role else ""
        finding = Finding(
            code=issue.code,
            role=issue.role or "",
            found=issue.found,
            expected=issue.expected,
            suggestion=issue.suggestion,
        )
        place = issue.role if issue.role in FIELD_ROLES else ELSEWHERE
        remarks[place].append(
            FieldRemark(words=finding_message(finding), finding=finding, cures=cures_of(finding, text))
        )
    return remarks


def cure(posted: QueryDict, preview: EntryPreview) -> None:
    """Write the suggestion named `cure`, «role|found|suggestion», into cell and field alike."""
    role, _, rest = posted.get("cure", "").partition("|")
    found, _, chosen = rest.partition("|")
    for remark in field_remarks(preview).get(role, ()):
        if remark.finding.found == found and chosen in {one.label for one in remark.cures}:
            _write(posted, Role(role), remark.finding, chosen)


def _write(posted: QueryDict, role: Role, finding: Finding, chosen: str) -> None:
    cell = [f"cell_{role}"] if posted.get(f"own_{role}") else []
    for name in (*cell, *(name for name, own in CELL_OF.items() if own is role)):
        for one in cures_of(finding, posted.get(name, "")):
            if one.label == chosen:
                posted[name] = one.text
