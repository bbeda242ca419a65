"""What an editor says of the names in a file holds for its rows alone, until the coordinator confirms it."""

from collections.abc import Mapping
from dataclasses import replace

from agreements.models import Agreement
from events.phrases.partner_values import PartnerFound
from events.vocabulary import PartnerRole, Role
from importers.resolving.resolution import Resolution, ResolvedRow, RowStatus

SPELLING_CODES = ("unknown-partner", "unknown-place")
AGREEMENT_CODES = ("agreement-unread", "agreement-ambiguous", "new-agreement")


def said_of_file(spellings: Mapping[str, str], agreements: Mapping[str, int], resolution: Resolution) -> None:
    """Put it into the rows. `spellings`: text → code of the partner, "" for none; `agreements`: text of the
    cell → key."""
    known = Agreement.objects.in_bulk(agreements.values())
    for row in resolution.rows:
        for text in dict.fromkeys(issue.found for issue in row.issues if issue.code in SPELLING_CODES):
            if text in spellings:
                _settle(row, text, spellings[text], resolution.subject.kind.counterpart_column)
        cell = " ".join(row.row.cells.get(Role.AGREEMENT, "").split())
        agreement = known.get(agreements.get(cell, 0))
        if agreement is not None:
            if row.status is RowStatus.UNCHANGED and row.entry and row.entry.agreement_id != agreement.pk:
                row.status = RowStatus.CHANGED
            row.agreement = agreement
    resolution.new_agreements = [
        new for new in resolution.new_agreements if any(row.agreement is new for row in resolution.rows)
    ]
    resolution.issues = tuple(
        issue
        for issue in resolution.issues
        if issue.code not in AGREEMENT_CODES or agreements.get(issue.found) not in known
    )


def _settle(row: ResolvedRow, text: str, code: str, column: Role) -> None:
    """The partner is one that a person chose: a later reading of the row keeps it."""
    chosen = PartnerFound(code=code, role=PartnerRole.PARTNER, cell=column, phrase="", start=0, end=0)
    partners = row.values.partners
    unknown = tuple(one for one in partners.unknown if one.phrase != text)
    settled = replace(
        row.values,
        partners=replace(partners, unknown=unknown),
        issues=tuple(one for one in row.values.issues if not _asks(one.code, one.found, text)),
    )
    row.values = settled.with_partners([chosen] if code else [])
    row.issues = tuple(one for one in row.issues if not _asks(one.code, one.found, text))
    stored = row.entry.partner_links.values_list("partner__code", flat=True) if row.entry and code else ()
    if code and row.status is RowStatus.UNCHANGED and code not in stored:
        row.status = RowStatus.CHANGED


def _asks(code: str, found: str, text: str) -> bool:
    return code in SPELLING_CODES and found == text
