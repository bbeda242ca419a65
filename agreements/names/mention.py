"""Places and unknown names found in a text."""

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """How a place is named, strongest first."""

    NAME = "name"  # its own name in any case, a listed adjective included («Брянская, Тверская области»)
    ADJECTIVE = "adjective"  # «белорусскими партнерами», «московских художников»
    ORGANISATION = "organisation"  # inside the name of an organisation («Могилевский драматический театр»)
    INHABITANT = "inhabitant"  # «витебчане», «белорусы», «Витебщина»


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """`start` and `end` are offsets into the text that was searched; `phrase` is text[start:end]."""

    code: str
    start: int
    end: int
    phrase: str
    evidence: Evidence
    case: str = ""  # one of CASES where the form tells it, "" where it does not
    others: tuple[str, ...] = ()  # codes of further places of that name, where the text leaves them open


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A phrase whose head word says it is a place, but which no name fits, with close known spellings."""

    start: int
    end: int
    phrase: str
    suggestions: tuple[str, ...]  # codes, nearest first, at most five
