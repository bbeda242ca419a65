"""Labels of findings, changes and outcomes."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.editions.change_list import DIFFERENCE_LABELS
from events.entries.finding_messages import finding_message
from events.entries.grid.cures import Cure, cures_of
from events.entries.seen_partners import Seen, seen_in
from events.labels import OUTCOME_LABELS, outcome_in_words
from events.models import Finding
from events.reports.page import PageCell, PageRow
from events.vocabulary import Outcome

register = template.Library()


@register.filter
def message(finding: Finding) -> str:
    return finding_message(finding)


@register.filter
def cures(finding: Finding, text: str) -> list[Cure]:
    """What a click can write into the cell that says `text`."""
    return cures_of(finding, text)


@register.filter
def cures_in_row(finding: Finding) -> list[Cure]:
    return cures_of(finding, finding.entry.cells.get(finding.role, "")) if finding.entry_id else []


@register.filter
def seen_partners(finding: Finding) -> list[Seen]:
    """Places the finding's row names, which a click can count as partners."""
    return seen_in(finding)


@register.filter
def change_word(kind: str) -> str | Promise:
    return DIFFERENCE_LABELS[kind]


@register.filter
def outcome_word(outcome: str) -> str | Promise:
    return OUTCOME_LABELS[outcome]


@register.simple_tag
def outcome_words(outcome: str, due: date | None) -> str:
    return outcome_in_words(Outcome(outcome), due)


@register.simple_tag
def row_data(row: PageRow, versions: Mapping[int, int], editable: bool) -> SafeString:
    """What the grid asks of a row; written here, as lines of a template would be a third of the page."""
    if not editable:
        return SafeString()
    version = versions.get(row.entry.pk, 0)
    words = 'data-entry="{}" data-version="{}" data-number="{}"'
    return format_html(words, row.entry.pk, version, row.number)


@register.simple_tag
def cell_data(row: PageRow, cell: PageCell, editable: bool) -> SafeString:
    parts = []
    if cell.rows > 1:
        parts.append(format_html('rowspan="{}"', cell.rows))
    if cell.role:
        parts.append(format_html('id="row-{}-{}"', row.entry.pk, cell.role))
    if editable and cell.role != "number":
        parts.append(format_html('data-column="{}"', cell.column))
    return format_html_join(" ", "{}", ((part,) for part in parts))
