"""The printed form of a document: what surrounds its table, and the page style of the office's sample."""

from events.exports.page_style import Formalities, Margins, PageStyle, Signature
from events.models import PrintedForm

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


def formalities(printed: PrintedForm, *, draft: bool) -> Formalities:
    signed = printed.post or printed.name
    return Formalities(
        draft=draft,
        stamp=tuple(printed.stamp.splitlines()),
        signature=Signature(post=printed.post, name=printed.name) if signed else None,
        executor=tuple(printed.executor.splitlines()),
    )
