"""Texts cut into pieces: what was found, read or changed in them is marked up."""

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.proofreading.slip import Phrase
from events.words.highlight import Piece

register = template.Library()


@register.filter
def highlighted(pieces: Iterable[Piece]) -> SafeString:
    """What was found in a text of one line."""
    return _joined(format_html("<mark>{}</mark>", text) if labels else text for text, labels in pieces)


@register.filter
def explained(pieces: Iterable[Piece]) -> SafeString:
    """What was read from the cell of a document; the title of a mark says as what."""
    return _joined(
        format_html('<mark title="{}">{}</mark>', "; ".join(labels), linebreaksbr(text))
        if labels
        else linebreaksbr(text)
        for text, labels in pieces
    )


@register.filter
def changed(pieces: Iterable[tuple[str, str]], element: str) -> SafeString:
    """One side of a comparison: (text, how it differs) with the differences in <del> or <ins>."""
    return _joined(
        format_html("<{0}>{1}</{0}>", element, linebreaksbr(text)) if how else linebreaksbr(text)
        for text, how in pieces
    )


@register.filter
def corrected(phrase: Phrase) -> SafeString:
    """A slip among its words, in <del>, and what should stand there, where that is known, in <ins>."""
    wrong = format_html('<del class="gap">{}</del>' if phrase.is_gap else "<del>{}</del>", phrase.wrong)
    right = format_html("<ins>{}</ins>", phrase.right) if phrase.right else ""
    return format_html("{}{}{}{}", phrase.before, wrong, right, phrase.after)


def _joined(parts: Iterable[str]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
