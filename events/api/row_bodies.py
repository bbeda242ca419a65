"""What programs send to write a row, and how it becomes the form a person fills in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.entries.form import EntryForm
from events.entries.initial import initial_of
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, MODE_LABELS
from events.models import Entry, Report
from events.vocabulary import Role

from .event_shapes import labelled

_LONGEST = 20_000
_MOST_PARTNERS = 100
_MOST_KEY = 2**62
# A value that is sent writes its cell anew, unless the cell itself is sent.
_WRITES = {
    "partners": Role.PARTNER,
    "agreement": Role.AGREEMENT,
    "dates": Role.DATES,
    "start": Role.DATES,
    "end": Role.DATES,
    "title": Role.TITLE,
    "place": Role.PLACE,
    "mode": Role.PLACE,
    "participants": Role.PARTICIPANTS,
    "participants_count": Role.PARTICIPANTS,
    "content": Role.CONTENT,
}
_YES_NO = {True: "yes", False: "no", None: ""}


def _text(words: Any, most: int = _LONGEST) -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, max_length=most, trim_whitespace=False, help_text=words
    )


def _key(words: Any) -> serializers.IntegerField:
    return serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=_MOST_KEY, help_text=words
    )


def _choice(labels: Mapping[Any, Any], words: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(labelled(dict(labels)), required=False, allow_null=True, help_text=words)


class StrictBody(serializers.Serializer):
    """A name that is not known is a mistake of the program: it must not be passed over in silence."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = [name for name in data if name not in self.fields]
        if unknown:
            raise serializers.ValidationError(
                {name[:100]: [_("There is no such field.")] for name in unknown}
            )
        return super().to_internal_value(data)


class RowBody(StrictBody):
    """Fields of a row; what is not sent stays as it is."""

    department = _key(_("Key of the executive body; may be left out by whoever writes for one alone."))
    sphere = _key(_("Key of the sphere, in documents whose sections are spheres."))
    title = _text(_("What takes place."))
    dates = _text(_("Dates as a phrase: «26-28 сентября», «в течение II квартала»."), most=300)
    start = serializers.DateField(
        required=False, allow_null=True, input_formats=["iso-8601"], help_text=_("Or the first day.")
    )
    end = serializers.DateField(
        required=False, allow_null=True, input_formats=["iso-8601"], help_text=_("Or the last day.")
    )
    partners = serializers.ListField(
        child=serializers.RegexField(r"^[A-Za-z0-9_-]{1,100}$"),
        required=False,
        max_length=_MOST_PARTNERS,
        help_text=_("Codes of the partners, in printing order."),
    )
    agreement = _key(_("Key of the agreement."))
    place = _text(_("Place."))
    mode = _choice(MODE_LABELS, _("null: as the text says."))
    participants = _text(_("Participants."))
    participants_count = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=10_000_000,
        help_text=_("Number of participants; null: as the text says."),
    )
    content = _text(_("Content, and in reports the result."))
    signed = serializers.BooleanField(
        required=False, allow_null=True, help_text=_("Documents were signed; null: as the text says.")
    )
    agreed = serializers.BooleanField(
        required=False, allow_null=True, help_text=_("Arrangements were reached; null: as the text says.")
    )
    activity = _choice(ACTIVITY_LABELS, _("Kind of event; null: by the title."))
    direction = _choice(DIRECTION_LABELS, _("Who went where; null: by the place."))
    cells = serializers.DictField(
        child=serializers.CharField(
            allow_blank=True, allow_null=True, max_length=_LONGEST, trim_whitespace=False
        ),
        required=False,
        help_text=_("Cells in words of your own by role; null: in the words of the house."),
    )
    extra = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=_LONGEST, trim_whitespace=False),
        required=False,
        help_text=_("Further columns by their headings."),
    )
    event = _key(_("Key of the event the row speaks of; left out: a new row gets its own."))
    reason = _text(_("Why it is changed; kept in the history."), most=300)

    def validate_cells(self, cells: dict[str, str | None]) -> dict[str, str | None]:
        if set(cells) - set(Role):
            raise serializers.ValidationError(_("Cells are: %s.") % ", ".join(Role))
        return cells

    def validate(self, sent: dict[str, Any]) -> dict[str, Any]:
        if sent.get("dates") and (sent.get("start") or sent.get("end")):
            raise serializers.ValidationError({"dates": [_("Send a phrase or days, not both.")]})
        return sent


class NewRowBody(RowBody):
    """A new row."""

    report = serializers.IntegerField(
        min_value=1, max_value=_MOST_KEY, help_text=_("Key of the plan or report.")
    )


class RowChangeBody(RowBody):
    """Changes of a row."""

    apart = serializers.BooleanField(
        required=False, help_text=_("The row speaks of another event: count it apart.")
    )


class FateBody(StrictBody):
    """What became of a planned row."""

    fate = serializers.ChoiceField(
        Entry.Fate.choices, allow_null=True, help_text=_("null: as planned, or as the reports show.")
    )
    fate_dates = _text(_("Of a postponed row: to what dates."), most=300)
    fate_note = _text(_("Of a cancelled row: why."), most=1000)


def posted(sent: Mapping[str, Any], form: EntryForm) -> dict[str, Any]:
    """The form as somebody would have posted it, from what was sent over what the row says now."""
    data = initial_of(form.entry) if form.entry is not None else {}
    if form.entry is None and len(form.own_body) == 1:
        data["department"] = form.own_body[0].pk
    for name in sent:
        role = _WRITES.get(name)
        if role in form.roles:
            data.pop(f"own_{role}", None)
    if sent.keys() & {"start", "end"}:
        data["dates"] = ""
    for name, value in sent.items():
        if name in ("signed", "agreed"):
            data[name] = _YES_NO[value]
        elif name == "cells":
            for role, text in value.items():
                data[f"own_{role}"], data[f"cell_{role}"] = text is not None, text or ""
        elif name == "extra":
            for number, heading in enumerate(form.further):
                if heading in value:
                    data[f"extra_{number}"] = value[heading]
        elif name not in ("report", "reason"):
            data[name] = value.isoformat() if isinstance(value, date) else value
    return {name: value for name, value in data.items() if value not in (None, False)}


def unknown_columns(sent: Mapping[str, Any], report: Report) -> dict[str, list[str]]:
    """Cells and columns the document does not have: nothing that is sent is dropped in silence."""
    roles = {role for _heading, role in report.headings if role and role != Role.NUMBER}
    headings = {heading for heading, role in report.headings if not role}
    words = _("This document has no such column.")
    return {
        **{f"cells.{role}": [words] for role in sent.get("cells", {}) if role not in roles},
        **{f"extra.{heading[:100]}": [words] for heading in sent.get("extra", {}) if heading not in headings},
    }
