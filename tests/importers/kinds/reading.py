"""What the program reads in an example, and which remarks it makes: the same code that imports documents."""

from collections.abc import Callable, Collection, Sequence
from functools import cache

from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from agreements.reference.region import bundled_file, read_region
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.counts import Counts
from events.phrases.periods import read_period
from events.phrases.values import Values, read_values
from events.vocabulary import Bound, Kind, Mode, Role
from importers.documents.document import Document
from importers.documents.issues import UnreadableDocument
from importers.documents.layouts import recognise
from importers.documents.readers import read
from importers.documents.sources import documents_in
from tests.importers.dumps import INTERNATIONAL, dump

from .model import Field

Reading = tuple[str, Collection[str]]  # what was read, codes of remarks

_SIGNS = {Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤", Bound.ABOUT: "≈"}
_LETTER = "Уважаемые коллеги!\n\nНаправляем сведения.\n"
_FILES = {
    "пустой файл": b"",
    "рисунок под именем .docx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    "начало архива без продолжения": b"PK\x03\x04" + b"\x00" * 40,
    "письмо без таблицы": _LETTER.encode(),
    "файл с пометкой «Для служебного пользования»": f"Для служебного пользования\n{_LETTER}".encode(),
}


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(entry.name for entry in read_region(bundled_file("ru-67")).departments)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(places(), home="ru-67")


def reading(field: Field, text: str) -> Reading:
    return _READERS[field](text)


def _values(kind: Kind, period: str = "2024-H1", **cells: str) -> Values:
    row = {
        "title": "Встреча",
        "dates": "12 марта 2024 года",
        "place": "г. Смоленск",
        "participants": "5 человек",
    }
    texts = {Role(role): text for role, text in {**row, "content": "Обсуждение", **cells}.items()}
    return read_values(kind, Period.parse(period), texts, _gazetteer())


def _of(values: Values, read: str) -> Reading:
    return read, [issue.code for issue in values.issues]


# --- documents


def _file(text: str) -> Reading:
    (source,) = documents_in("файл.docx" if "docx" in text else "файл.txt", _FILES[text])
    try:
        if source.issue is not None:
            raise UnreadableDocument(source.issue)
        recognise(read(source.data or b"", source.name), None)
    except UnreadableDocument as unreadable:
        return "", [unreadable.issue.code]
    return "документ", []


def _document(title: str, headings: Sequence[str], row: Sequence[str]) -> Document:
    return recognise(read(dump([("", [row])], title=title, headings=headings), "план.txt"), None)


def _kind_document(title: str) -> Document:
    row = ("Ярмарка", "г. Смоленск", "12 марта 2025 года", "Продажа саженцев", "20 человек")
    return _document(title, INTERNATIONAL, row)


def _kind(text: str) -> Reading:
    document = _kind_document(text)
    return str(document.kind or ""), [issue.code for issue in document.issues]


def _about(text: str) -> Reading:
    document = _kind_document(text)
    partners = [
        mention.code for mention in _gazetteer().find(document.partner_phrase) if mention.code != "ru-67"
    ]
    named = "; ".join(_gazetteer().place(code).name for code in partners)
    body = fold(document.department_phrase)
    bodies = [name for name in _bodies() if body.startswith(fold(name))]
    return document.agreement_phrase or "; ".join(bodies) or named, []


def _period(text: str) -> Reading:
    period = read_period(text)
    return period.code if period else "", []


def _column(text: str) -> Reading:
    """Beside the columns every table has."""
    headings = ("№ п/п", "Наименование мероприятия", "Сроки проведения мероприятия", text)
    if text in ("Сроки проведения", "Дата", "Период проведения"):
        headings = ("№ п/п", "Наименование мероприятия", text)
    row = ("Ярмарка", "12 марта 2025 года", "текст")[: len(headings) - 1]
    document = _document("План межрегиональных мероприятий на 2025 год", headings, row)
    role = next(heading.role for heading in document.headings if heading.text == text)
    read_as = "department" if document.department_heading == text else str(role or "")
    return read_as, [issue.code for issue in document.issues]


# --- rows


def _partner(text: str) -> Reading:
    values = _values(Kind.INTERREGIONAL_PLAN, partner=text)
    subjects, countries, regions = lists(values.partners, _gazetteer())
    named = "все" if values.partners.all_subjects else "; ".join(sorted([*subjects, *countries, *regions]))
    return _of(values, named)


def _agreement(text: str) -> Reading:
    values = _values(Kind.AGREEMENTS_REPORT, agreement=text)
    return _of(values, "; ".join(sorted(lists(values.partners, _gazetteer())[0])))


def _abroad(cell: str) -> Callable[[str], Reading]:
    def read_cell(text: str) -> Reading:
        values = _values(Kind.INTERNATIONAL_REPORT, **{cell: text})
        named = lists(values.partners, _gazetteer())
        return _of(values, "; ".join(sorted(name for names in named for name in names)))

    return read_cell


def _count(text: str) -> Reading:
    values = _values(Kind.INTERNATIONAL_REPORT, participants=text, title="Встреча с делегацией Сербии")
    return _of(values, _counted(values.counts))


def _counted(counts: Counts) -> str:
    parts = []
    if counts.participants is not None:
        parts.append(f"{_SIGNS.get(counts.bound, '')}{counts.participants}")
    if counts.audience is not None:
        parts.append(f"+ {_SIGNS.get(counts.audience_bound, '')}{counts.audience}")
    return " ".join(parts)


def _result(kind: Kind) -> Callable[[str], Reading]:
    def read_content(text: str) -> Reading:
        values = _values(kind, content=text)
        read = [
            *(["подписано"] if values.results.signed else []),
            *(["договоренность"] if values.results.agreed else []),
        ]
        return _of(values, ", ".join(read))

    return read_content


def _mode(cell: str) -> Callable[[str], Reading]:
    def read_cell(text: str) -> Reading:
        values = _values(Kind.INTERREGIONAL_REPORT, **{cell: text})
        return _of(values, str(values.mode.mode if values.mode else Mode.IN_PERSON))

    return read_cell


def _dates(period: str) -> Callable[[str], Reading]:
    def read_cell(text: str) -> Reading:
        values = _values(Kind.INTERREGIONAL_PLAN, period, dates=text)
        if values.dates is None:
            return _of(values, "")
        first, last = f"{values.dates.start:%d.%m.%Y}", f"{values.dates.end:%d.%m.%Y}"
        return _of(values, first if first == last else f"{first}–{last}")

    return read_cell


_READERS: dict[Field, Callable[[str], Reading]] = {
    Field.PERIOD: _period,
    Field.KIND: _kind,
    Field.ABOUT: _about,
    Field.COLUMN: _column,
    Field.FILE: _file,
    Field.PARTNER: _partner,
    Field.AGREEMENT: _agreement,
    Field.ABROAD: _abroad("title"),
    Field.PLACE: _abroad("place"),
    Field.COUNT: _count,
    Field.RESULT: _result(Kind.INTERREGIONAL_REPORT),
    Field.PLANNED_RESULT: _result(Kind.INTERREGIONAL_PLAN),
    Field.MODE: _mode("place"),
    Field.MODE_TOLD: _mode("content"),
    Field.DATES: _dates("2024-H1"),
    Field.DATES_OF_QUARTER: _dates("2024-Q2"),
    Field.DATES_OF_MONTH: _dates("2024-06"),
}
