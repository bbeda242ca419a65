"""Partners a person added to a row beside its cells, and those the cells name but a person left out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from events.models import Entry
from events.phrases.partners import PartnerFound
from events.phrases.values import Values

_PREFIX = "partner:"


def correction_of(one: PartnerFound) -> str:
    """Under what name the corrections of a row keep that this partner, named in this cell, is none."""
    return f"{_PREFIX}{one.code}:{one.cell}"


def left_out(corrections: Mapping[str, Any], values: Values) -> set[str]:
    """Codes of partners a person left out, named in no other cell (`values` are what remains)."""
    codes = {name.split(":")[1] for name in corrections if name.startswith(_PREFIX)}
    return codes - {one.code for one in values.partners.found}


def without_left_out(values: Values, corrections: Mapping[str, Any]) -> Values:
    """The values as a person corrected them; a partner a person added stays."""
    if not any(name.startswith(_PREFIX) for name in corrections):
        return values
    kept = tuple(
        one for one in values.partners.found if not one.phrase or correction_of(one) not in corrections
    )
    return replace(values, partners=replace(values.partners, found=kept))


def with_chosen(entry: Entry, values: Values) -> Values:
    """Partners a person chose stand in no cell: reading the cells again must not lose them."""
    if not entry.recognised:
        return values
    known = {one.code for one in values.partners.found}
    chosen = tuple(
        one
        for one in Values.from_json(entry.recognised).partners.found
        if not one.phrase and one.code not in known
    )
    return replace(values, partners=replace(values.partners, found=(*values.partners.found, *chosen)))
