"""The printed form of a document: what stands around its table, and the look of the office's sample."""

from events.exports.look import Formalities, Look, Margins, Signature
from events.models import PrintedForm

_LARGEST_SAMPLE = 20 * 1024 * 1024


def printed_form(kind: str) -> PrintedForm:
    return PrintedForm.objects.filter(kind=kind).first() or PrintedForm(kind=kind)


def look_for(printed: PrintedForm) -> Look:
    if not printed.look:
        return Look()
    look = dict(printed.look)
    return Look(**{**look, "margins": Margins(**look["margins"]), "widths": tuple(look["widths"])})


def formalities(printed: PrintedForm, *, draft: bool) -> Formalities:
    signed = printed.post or printed.name
    return Formalities(
        draft=draft,
        stamp=tuple(printed.stamp.splitlines()),
        signature=Signature(post=printed.post, name=printed.name) if signed else None,
        executor=tuple(printed.executor.splitlines()),
    )
