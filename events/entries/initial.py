"""What the form of an entry shows first."""

from collections.abc import Mapping
from typing import Any

from agreements.models import Partner
from agreements.partners_in_words import is_one_name
from events.models import Entry, Report
from events.phrases.house_wording import EnteredValues, compose_cells, dates_typed
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values
from events.vocabulary import Role

from .chosen_partners import is_as_written, left_out_codes
from .saving import recognised_values

_PARTNER_COLUMNS = (Role.PARTNER, Role.AGREEMENT)
_NEXT = ",\n"
_YES_NO = {True: "yes", False: "no", None: ""}


def printed_name(partner: Partner) -> str:
    """«г. Витебск», «Республика Беларусь»; regions by their short name."""
    if partner.kind == Partner.Kind.COUNTRY:
        return partner.official or partner.name
    is_town = partner.kind == Partner.Kind.CITY and "район" not in partner.name
    return f"г. {partner.name}" if is_town else partner.name


def initial_of(entry: Entry) -> dict[str, Any]:
    """A cell the form would compose otherwise is shown as worded by hand."""
    values = recognised_values(entry)
    cells = {role: entry.cells.get(role, "") for role in Role}
    codes = [found.code for found in values.partners.found if _is_entered(found, cells)]
    partners = sorted(
        Partner.objects.partners().filter(code__in=codes), key=lambda partner: codes.index(partner.code)
    )
    names = _names_as_text(values, cells[Role.PARTNER], partners)
    corrected = {name: correction["value"] for name, correction in entry.corrections.items()}
    says_mode_itself = values.mode is not None and values.mode.role is Role.PLACE
    return {
        "department": entry.department_id,
        "sphere": entry.section.sphere_id if entry.section else None,
        "title": cells[Role.TITLE],
        "activity": corrected.get("activity", ""),
        "direction": corrected.get("direction", ""),
        "dates": cells[Role.DATES].replace("\n", " "),  # a field of one line would join the words
        "partners": [partner.code for partner in partners],
        "named": sorted(left_out_codes(entry.corrections, values)),
        "counted": [],
        "agreement": entry.agreement_id,
        "place": cells[Role.PLACE],
        "mode": corrected.get("mode", "") or (entry.mode if says_mode_itself else ""),
        "participants": cells[Role.PARTICIPANTS],
        "participants_count": corrected.get("participants_count"),
        "content": cells[Role.CONTENT],
        "signed": _YES_NO[corrected.get("signed")],
        "agreed": _YES_NO[corrected.get("agreed")],
        "partners_text": "; ".join(names),
        "as_written": [name for name in names if is_as_written(entry.corrections, name)],
        **_extra(entry),
        **_worded_by_hand(entry, cells, [*map(printed_name, partners), *names]),
    }


def initial_reporting(planned: Entry, report: Report) -> dict[str, Any]:
    """What the plan says of an event, for the row of a report that is to tell of it."""
    initial = {name: value for name, value in initial_of(planned).items() if not name.startswith("extra_")}
    return initial | {"event": planned.event_id, **_extra_of(planned, report)}


def _names_as_text(values: Values, cell: str, partners: list[Partner]) -> list[str]:
    """Names the cell of the partners prints after those that are known."""
    unknown = {one.phrase for one in values.partners.unknown if one.cell is Role.PARTNER}
    printed = [printed_name(partner) for partner in partners]
    names = cell.split(_NEXT)[len(printed) :] if cell else []
    is_so = cell == _NEXT.join([*printed, *names]) and unknown.issuperset(names)
    return names if is_so and all(map(is_one_name, names)) else []


def _extra(entry: Entry) -> dict[str, str]:
    return _extra_of(entry, entry.report)


def _extra_of(entry: Entry, report: Report) -> dict[str, str]:
    """In the further columns of the report."""
    headings = [heading for heading, role in report.headings if not role]
    return {f"extra_{number}": entry.extra.get(heading, "") for number, heading in enumerate(headings)}


def _worded_by_hand(entry: Entry, cells: Mapping[Role, str], partners: list[str]) -> dict[str, Any]:
    composed = {
        Role.PARTNER: _NEXT.join(partners),
        Role.AGREEMENT: entry.agreement.title if entry.agreement else "",
    }
    dates = dates_typed(cells[Role.DATES], entry.report.period)
    if dates:
        composed[Role.DATES] = compose_cells(EnteredValues(dates=dates))[Role.DATES]
    initial: dict[str, Any] = {}
    for role, text in composed.items():
        if cells[role] and cells[role] != text:
            initial |= {f"own_{role}": True, f"cell_{role}": cells[role]}
    return initial


def _is_entered(found: PartnerFound, cells: Mapping[Role, str]) -> bool:
    """Chosen by a person or written in the column of partners; the other cells only name it."""
    if not found.role.is_counted:
        return False
    return not found.phrase or (found.cell in _PARTNER_COLUMNS and bool(cells[found.cell]))
