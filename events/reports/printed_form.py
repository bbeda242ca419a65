"""The printed form of a document: what surrounds its table, and the page style of the office's sample."""

from events.exports.page_style import Formalities, Margins, PageStyle, Signature
from events.exports.table import Column
from events.models import PrintedForm, Report
from events.vocabulary import Role

_LARGEST_SAMPLE = 20 * 1024 * 1024


def printed_form(kind: str) -> PrintedForm:
    return PrintedForm.objects.filter(kind=kind).first() or PrintedForm(kind=kind)


def page_style_for(printed: PrintedForm) -> PageStyle:
    if not printed.look:
        return PageStyle()
    page_style = dict(printed.look)
    return PageStyle(
        **{**page_style, "margins": Margins(**page_style["margins"]), "widths": tuple(page_style["widths"])}
    )


def column_shares(report: Report) -> list[str]:
    """The widths of the columns as they are printed, in hundredths of the table."""
    columns = [Column(heading, Role(role) if role else None) for heading, role in report.headings]
    widths = page_style_for(printed_form(report.kind)).widths_for(columns)
    return [f"{width * 100 / sum(widths):.1f}" for width in widths]


def formalities(printed: PrintedForm, *, draft: bool) -> Formalities:
    signed = printed.post or printed.name
    return Formalities(
        draft=draft,
        stamp=tuple(printed.stamp.splitlines()),
        signature=Signature(post=printed.post, name=printed.name) if signed else None,
        executor=tuple(printed.executor.splitlines()),
    )
