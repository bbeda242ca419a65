"""A row as its form shows it first."""

from typing import Any

from agreements.models import Partner
from events.models import Entry
from events.phrases.house_wording import Facts, cells_of, dates_typed
from events.phrases.partners import PartnerFound
from events.phrases.values import Values
from events.vocabulary import PartnerRole, Role

from . import saving
from .chosen_partners import left_out

_COLUMNS = (Role.PARTNER, Role.AGREEMENT)


def printed_name(partner: Partner) -> str:
    """«г. Витебск», «Республика Беларусь»; regions by their short name."""
    if partner.kind == Partner.Kind.COUNTRY:
        return partner.official or partner.name
    is_town = partner.kind == Partner.Kind.CITY and "район" not in partner.name
    return f"г. {partner.name}" if is_town else partner.name


def initial_of(entry: Entry) -> dict[str, Any]:
    """A row as its form shows it first. A cell the form would write otherwise is in words of its own."""
    values = (
        Values.from_json(entry.recognised) if entry.recognised else saving.read(entry.report, entry.cells)
    )
    cells = {role: entry.cells.get(role, "") for role in Role}
    codes = [one.code for one in values.partners.found if _is_entered(one, cells)]
    gone = sorted(left_out(entry.corrections, values))
    partners = Partner.objects.partners().filter(code__in=codes)
    corrected = {name: correction["value"] for name, correction in entry.corrections.items()}
    yes_no = {True: "yes", False: "no", None: ""}
    is_mode_told = values.mode is not None and values.mode.role is Role.PLACE
    initial = {
        "department": entry.department_id,
        "sphere": entry.section.sphere_id if entry.section else None,
        "title": cells[Role.TITLE],
        "activity": corrected.get("activity", ""),
        "direction": corrected.get("direction", ""),
        "dates": cells[Role.DATES],
        "partners": sorted((one.code for one in partners), key=codes.index),
        "named": gone,
        "counted": [],
        "agreement": entry.agreement_id,
        "place": cells[Role.PLACE],
        "mode": corrected.get("mode", "") or (entry.mode if is_mode_told else ""),
        "participants": cells[Role.PARTICIPANTS],
        "participants_count": corrected.get("participants_count"),
        "content": cells[Role.CONTENT],
        "signed": yes_no[corrected.get("signed")],
        "agreed": yes_no[corrected.get("agreed")],
    }
    headings = [heading for heading, role in entry.report.headings if not role]
    for number, heading in enumerate(headings):
        initial[f"extra_{number}"] = entry.extra.get(heading, "")
    written = {
        Role.PARTNER: ",\n".join(
            printed_name(one) for one in sorted(partners, key=lambda p: codes.index(p.code))
        ),
        Role.AGREEMENT: entry.agreement.title if entry.agreement else "",
    }
    dates = dates_typed(cells[Role.DATES], entry.report.period)
    if dates:
        written[Role.DATES] = cells_of(Facts(dates=dates))[Role.DATES]
    for role, text in written.items():
        if cells[role] and cells[role] != text:
            initial[f"own_{role}"], initial[f"cell_{role}"] = True, cells[role]
    return initial


def _is_entered(one: PartnerFound, cells: dict[Role, str]) -> bool:
    """Chosen by a person or written in the column of partners; the other cells only name it."""
    if one.role is PartnerRole.MENTIONED:
        return False
    return not one.phrase or (one.cell in _COLUMNS and bool(cells[one.cell]))
