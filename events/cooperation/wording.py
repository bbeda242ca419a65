"""Russian wording that dossiers, agreement papers and pages share."""

import re

from agreements.models import Agreement, Partner

STATES = {
    Agreement.State.IN_FORCE: "действует",
    Agreement.State.DRAFT: "проект",
    Agreement.State.SUSPENDED: "приостановлено",
    Agreement.State.LAPSED: "прекратило действие",
}


def with_whom(partner: Partner) -> str:
    """«с Республикой Беларусь», «со Ставропольским краем»."""
    name = partner.official_instrumental if partner.official else ""
    name = without_yo(_without_repeat(name or partner.cases[4]))
    return f"{preposition(name)} {name}"


def _without_repeat(name: str) -> str:
    """«Республикой Татарстан», not «Республикой Татарстан (Татарстан)»."""
    return re.sub(r"(?<= )(\w+) \(\1\)$", r"\1", name)


def without_yo(name: str) -> str:
    """As the office writes names of places."""
    return name.replace("ё", "е").replace("Ё", "Е")


def preposition(name: str) -> str:
    """«со» before a cluster that begins with a sibilant; an abbreviation is read letter by letter."""
    cluster = re.match(r"[СЗШЖсзшж][бвгджзйклмнпрстфхцчшщ]|[Щщ]|[Вв][сзт][бвгджзклмнпрстфхцчшщ]|[Лл]ьв", name)
    return "со" if cluster else "с"


def spaced(number: int) -> str:
    """«15 395» with no-break spaces."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def of_rows(counted: int, total: int) -> str:
    """«по 21 строке из 40»: of how many rows a sum of participants is."""
    is_singular = counted % 10 == 1 and counted % 100 != 11
    return f"по {counted} {'строке' if is_singular else 'строкам'} из {total}"


def number_and_date(agreement: Agreement) -> str:
    number = f"№ {agreement.number}" if agreement.number else ""
    signed = f"от {agreement.signed_on:%d.%m.%Y}" if agreement.signed_on else ""
    return " ".join(part for part in (number, signed) if part)


def validity(agreement: Agreement) -> str:
    """The last day and the prolongation, one a line; "" where neither is known."""
    if agreement.terminated_on:
        return f"прекращено {agreement.terminated_on:%d.%m.%Y}"
    last = f"до {agreement.valid_until:%d.%m.%Y}" if agreement.valid_until else ""
    return "\n".join(part for part in (last, agreement.prolongation) if part)


def parties(agreement: Agreement) -> str:
    """One a line: the organ that signed, else the partner."""
    return "\n".join(party.organ or party.partner.name for party in agreement.parties.all())
