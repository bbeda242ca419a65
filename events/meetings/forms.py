"""Forms in which a person corrects or adds a meeting or a result."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.names.gazetteer import Gazetteer
from coopregistry.versions import VersionedForm
from events.fields import DayField
from events.labels import MEETING_KIND_LABELS, RESULT_KIND_LABELS
from events.phrases.meetings.entered import entered_participant
from events.phrases.meetings.model import MeetingFound, Participant, ResultFound
from events.vocabulary import DateFrom, MeetingKind, ResultKind, Role, Side

_LONGEST = 4000
_APART = "|"
_SIDES = {"home": Side.HOME, "partner": Side.PARTNER, "third": Side.THIRD}


def _lines(rows: int, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "lang": "ru"})
    return forms.CharField(widget=widget, required=False, max_length=_LONGEST, **kwargs)


class _ToldForm(VersionedForm):
    start = DayField(label=_("First day"), required=False)
    end = DayField(label=_("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and not end and "end" not in self.errors:
            cleaned["end"] = start
        if end and not start:
            self.add_error("start", _("Give the first day as well."))
        elif start and end and end < start:
            self.add_error("end", _("The event ends before it begins."))
        return cleaned


class MeetingForm(_ToldForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, label) for kind, label in MEETING_KIND_LABELS.items()]
    )
    place = _lines(2, label=_("Place"))
    home = _lines(
        3,
        label=_("On the side of the region"),
        help_text=_("One person a line: post | name. A visit names its head first."),
    )
    partner = _lines(
        3,
        label=_("On the side of the partner"),
        help_text=_("One person a line: post | name | of which body or territory."),
    )
    third = _lines(2, label=_("Third side"), help_text=_("Federal officials and diplomats of Russia."))
    size = forms.IntegerField(
        label=_("Size of the delegation, people"), required=False, min_value=1, max_value=100_000
    )
    subject = _lines(3, label=_("Questions discussed"))

    field_order = ("kind", "start", "end", "place", "home", "partner", "third", "size", "subject")

    @staticmethod
    def initial_of(found: MeetingFound) -> dict[str, Any]:
        initial: dict[str, Any] = {
            name: getattr(found, name) for name in ("kind", "start", "end", "place", "size", "subject")
        }
        return initial | {name: _written(found.of_side(side)) for name, side in _SIDES.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in _SIDES):
            self.add_error("partner", _("Say who met: one person or body at least."))
        return cleaned

    def found(self, before: MeetingFound | None, gazetteer: Gazetteer) -> MeetingFound:
        """`before`: the one corrected; its words stay."""
        given = self.cleaned_data
        before = before or MeetingFound(kind=MeetingKind.MEETING)
        dates = (given["start"], given["end"])
        return replace(
            before,
            kind=MeetingKind(given["kind"]),
            start=dates[0],
            end=dates[1],
            date_from=before.date_from if dates == (before.start, before.end) else DateFrom.OWN,
            place=" ".join(given["place"].split()),
            participants=tuple(
                one
                for name, side in _SIDES.items()
                for one in _participants(given[name], side, before.participants, gazetteer)
            ),
            size=given["size"],
            subject=" ".join(given["subject"].split()),
            certain=True,
        )


class ResultForm(_ToldForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, label) for kind, label in RESULT_KIND_LABELS.items()]
    )
    title = forms.CharField(
        label=_("Document or arrangement"),
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 4, "lang": "ru"}),
        help_text=_("A title that can be read alone; an arrangement as a whole sentence."),
    )
    parties = _lines(3, label=_("Parties"), help_text=_("One a line."))
    count = forms.IntegerField(
        label=_("How many documents"), required=False, min_value=1, max_value=1000, initial=1
    )

    field_order = ("kind", "title", "parties", "count", "start", "end")

    @staticmethod
    def initial_of(found: ResultFound) -> dict[str, Any]:
        initial: dict[str, Any] = {
            name: getattr(found, name) for name in ("kind", "title", "start", "end", "count")
        }
        return initial | {"parties": "\n".join(found.parties)}

    def found(self, before: ResultFound | None, gazetteer: Gazetteer) -> ResultFound:
        given = self.cleaned_data
        before = before or ResultFound(kind=ResultKind.AGREED, title="", cell=Role.CONTENT)
        return replace(
            before,
            kind=ResultKind(given["kind"]),
            title=" ".join(given["title"].split()),
            parties=tuple(filter(None, (" ".join(line.split()) for line in given["parties"].splitlines()))),
            count=given["count"],
            start=given["start"],
            end=given["end"],
            certain=True,
        )


def _written(participants: tuple[Participant, ...]) -> str:
    return "\n".join(
        f" {_APART} ".join((one.post, one.name, one.of)).rstrip(f" {_APART}") for one in participants
    )


def _participants(
    text: str, side: Side, before: tuple[Participant, ...], gazetteer: Gazetteer
) -> list[Participant]:
    """One a line; whoever stood there before keeps the words of the cell."""
    participants = []
    for line in text.splitlines():
        post, name, of = (*(part.strip() for part in line.split(_APART, 2)), "", "")[:3]
        if not (post or name or of):
            continue
        known = next((one for one in before if (one.post, one.name, one.of) == (post, name, of)), None)
        if known is not None and known.side is side:
            participants.append(replace(known, confirmed=True))
        else:
            written = next((one.as_written for one in before if name and one.name == name), "")
            one = entered_participant(side, post, name, of, gazetteer)
            participants.append(replace(one, as_written=written))
    return participants
