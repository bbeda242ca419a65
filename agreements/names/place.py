"""A place as the gazetteer knows it: a plain value, made from a Partner record or a reference row."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    SUBJECT = "subject"  # субъект Российской Федерации
    FEDERAL_DISTRICT = "federal_district"
    COUNTRY = "country"
    FOREIGN_REGION = "foreign_region"
    CITY = "city"  # Russian or foreign, districts of Belarus included
    UNION = "union"  # Союзное государство, СНГ


CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Names in the order of CASES; `short` is what lists show, `official` what documents write in full."""

    code: str  # stable: "ru-32", "by", "by-vitebskaya", "by-orsha", "ru-fd-central", "union-state"
    kind: PlaceKind
    short: tuple[str, ...]  # six cases
    official: tuple[str, ...] = ()  # six cases; empty where it is the short name
    parent: str = ""  # code
    aliases: tuple[str, ...] = ()  # further spellings, nominative unless they only occur otherwise
    capital: str = ""
    minor: bool = False  # seldom meant: not believed alone where its name is a word or a surname as well

    @property
    def name(self) -> str:
        return self.short[0]
