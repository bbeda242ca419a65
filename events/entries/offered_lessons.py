"""What the correction of one row may teach for all rows, as addresses where it is previewed and said."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agreements.models import Agreement
from events.models import Entry, Lesson
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values
from events.vocabulary import Role

from .chosen_partners import correction_key
from .content import EntryContent

_WORD = re.compile(r"[\w-]+")
_QUOTED = re.compile(r"«[^«»]*»")
_SHORT = 3  # letters of a preposition, which is no word of its own («в», «по», «для»)
_LONGEST = 300


class Offer(NamedTuple):
    """`text`: the phrase; `says`: the whole in words."""

    text: str
    says: str
    address: str


def phrase_around(text: str, start: int, end: int) -> str:
    """A name with the words beside it that tell it from others: «в ресторане «Прага»» → «ресторане «Прага»»,
    «турнир по грузинской борьбе» → «турнир по грузинской борьбе»."""
    for quoted in _QUOTED.finditer(text):
        if quoted.start() < start and end < quoted.end():
            start, end = quoted.span()
    line_start = max(text.rfind(sign, 0, start) for sign in "\n;.") + 1
    for word in reversed(list(_WORD.finditer(text, line_start, start))):
        start = word.start()
        if len(word[0]) > _SHORT:
            break
    after = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if after and len(after[0]) > _SHORT:
        end = after.end()
    return " ".join(text[start:end].split())[:_LONGEST]


def offered_lessons(
    *,
    cells: Mapping[str, str],
    before: Values,
    left_out: Iterable[PartnerFound],
    added: Iterable[str],
    agreement: Agreement | None = None,
    entry: Entry | None = None,
    file_name: str = "",
    back: str = "",
) -> list[Offer]:
    """`before`: as the cells were read; `added`: codes of partners a person chose that they do not name;
    `agreement`: one a person chose against the cell."""
    where = {"entry": str(entry.pk)} if entry else {}
    where |= {"file_name": file_name} if file_name else {}
    where |= {"next": back} if back else {}

    def offer(kind: Lesson.Kind, text: str, says: str, **meaning: str) -> Offer:
        query = urlencode({"kind": kind, "text": text, **meaning, **where, "look": "1"})
        return Offer(text, says, f"{reverse('events:lesson_new')}?{query}")

    offers = []
    for found in left_out:
        if found.phrase:
            phrase = phrase_around(cells.get(found.cell, ""), found.start, found.end)
            says = _("“%(text)s” is no partner") % {"text": phrase}
            offers.append(offer(Lesson.Kind.NO_PARTNER, phrase, says))
    unknown = list(dict.fromkeys(one.phrase for one in before.partners.unknown))
    codes = list(added)
    if len(unknown) == len(codes) == 1:
        says = _("“%(text)s” is this partner") % {"text": unknown[0]}
        offers.append(offer(Lesson.Kind.SPELLING, unknown[0], says, partner=codes[0]))
    text = " ".join(cells.get(Role.AGREEMENT, "").split())
    if agreement is not None and text:
        says = _("the cell of the agreement means “%(name)s”") % {"name": agreement.title[:100]}
        offers.append(offer(Lesson.Kind.AGREEMENT, text, says, agreement=str(agreement.pk)))
    return offers


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBefore:
    """A row as it was when a person began to correct it."""

    cells: Mapping[str, str]
    values: Values
    left_out: frozenset[str]  # keys of corrections
    agreement: int | None

    @classmethod
    def of(cls, entry: Entry) -> "RowBefore":
        return cls(
            cells=dict(entry.cells),
            values=Values.from_json(entry.recognised) if entry.recognised else Values(),
            left_out=frozenset(entry.corrections),
            agreement=entry.agreement_id,
        )

    def offers(self, saved: Entry, content: EntryContent) -> list[Offer]:
        """What the person said that the cells, which stayed, do not say."""
        named = {found.code for found in self.values.partners.found}
        left_out = [
            found
            for found in self.values.partners.found
            if found.code in content.left_out and correction_key(found) not in self.left_out
        ]
        of_cell = self.cells.get(Role.AGREEMENT, "") == saved.cells.get(Role.AGREEMENT, "")
        is_chosen = content.agreement is not None and content.agreement.pk != self.agreement and of_cell
        return offered_lessons(
            cells=self.cells,
            before=self.values,
            left_out=left_out,
            added=[partner.code for partner in content.partners if partner.code not in named],
            agreement=content.agreement if is_chosen else None,
            entry=saved,
        )


def in_words(offers: Iterable[Offer]) -> SafeString:
    """For a message after the correction was kept."""
    links: Iterator[tuple[str, str]] = ((one.address, one.says) for one in offers)
    return format_html(
        "{} {}",
        _("To hold for all rows:"),
        format_html_join("; ", '<a href="{}">{}</a>', links),
    )
