"""Russian wording of what figures rest on, for pages and papers alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from events.period import Period
from events.vocabulary import Kind

from .documents import Basis, Document, Gap

_ROMAN = ("", "I", "II", "III", "IV")
_PARTS = {"Q": (4, "кварталы"), "H": (2, "полугодия")}  # how many a year has, their name
_NAMES = {  # nominative, genitive
    Kind.INTERREGIONAL_PLAN: ("план межрегиональных мероприятий", "плана межрегиональных мероприятий"),
    Kind.INTERREGIONAL_REPORT: (
        "отчет о межрегиональных мероприятиях",
        "отчета о межрегиональных мероприятиях",
    ),
    Kind.AGREEMENTS_REPORT: ("отчет о реализации соглашений", "отчета о реализации соглашений"),
    Kind.INTERNATIONAL_PLAN: ("план международных мероприятий", "плана международных мероприятий"),
    Kind.INTERNATIONAL_REPORT: ("отчет о международных мероприятиях", "отчета о международных мероприятиях"),
}


def gaps_in_words(gaps: Iterable[Gap]) -> list[str]:
    """«Отчета о международных мероприятиях за IV квартал 2023 года в реестре нет.», once each."""
    return list(dict.fromkeys(_gap_in_words(gap) for gap in gaps))


def _gap_in_words(gap: Gap) -> str:
    if gap.document is None:
        said = f"{_named(gap.kind, 1, gap.about)} {_for(gap.kind, gap.periods)} в реестре нет."
    else:
        lacking = "; ".join(gap.document.lacking)
        said = f"{_named(gap.kind, 0, gap.about)} {_for(gap.kind, gap.periods)} неполный"
        said += f": не представили сведения – {lacking}." if lacking else "."
    return said[:1].upper() + said[1:]


def documents_in_words(documents: Iterable[Document]) -> list[str]:
    """A line for each kind and subject: «Отчет о реализации соглашений: III, IV кварталы 2024 года»."""
    periods: dict[tuple[Kind, str], list[Period]] = defaultdict(list)
    for document in documents:
        periods[document.kind, document.about].append(document.period)
    ordered = sorted(periods.items(), key=lambda item: (list(Kind).index(item[0][0]), item[0][1]))
    lines = [f"{_named(kind, 0, about)}: {periods_in_words(found)}" for (kind, about), found in ordered]
    return [line[:1].upper() + line[1:] for line in lines]


def basis_in_one_sentence(basis: Basis) -> str:
    """For the small print of papers."""
    documents = documents_in_words(basis.documents)
    if not documents:
        return "Документов за этот период в реестре нет."
    said = "; ".join(line[:1].lower() + line[1:] for line in documents)
    return " ".join([f"Основание: {said}.", *gaps_in_words(basis.gaps)])


def periods_in_words(periods: Iterable[Period]) -> str:
    """«III, IV кварталы 2023 года, 2024 год»."""
    parts: dict[tuple[int, str], list[Period]] = defaultdict(list)  # quarters of a year, its half-years
    for period in sorted(set(periods)):
        parts[period.year, period.part[:1] if period.part[:1] in _PARTS else period.code].append(period)
    return ", ".join(_parts_in_words(found) if len(found) > 1 else found[0].title for found in parts.values())


def _parts_in_words(periods: Sequence[Period]) -> str:
    """Of one year and one length."""
    first, last = periods[0], periods[-1]
    count, name = _PARTS[first.part[0]]
    numbers = [_ROMAN[int(period.part[1])] for period in periods]
    listed = f"{numbers[0]}–{numbers[-1]}" if len(periods) == count > 2 else ", ".join(numbers)
    return f"{listed} {name} {last.year} года"


def _named(kind: Kind, case: int, about: str) -> str:
    return f"{_NAMES[kind][case]} ({about})" if about else _NAMES[kind][case]


def _for(kind: Kind, periods: Iterable[Period]) -> str:
    return f"{'на' if kind.is_plan else 'за'} {periods_in_words(periods)}"
