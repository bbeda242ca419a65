"""The only place where cells become values: dates, partners, place, mode, counts, results, issues."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from agreements.names.gazetteer import Gazetteer
from agreements.names.place import PlaceKind
from events.period import Period
from events.vocabulary import Activity, Direction, Kind, PartnerRole, Precision, Role, Severity

from .activity import read_activity, read_direction
from .beside import NOTHING_BESIDE, Beside
from .count_doubts import count_doubts
from .counted_partners import is_home, listed, lists, region_or_country, stands_for
from .counts import Counts, read_counts
from .dates import Dates, read_dates
from .dates.rooms import names_room, without_time
from .districts import is_district
from .doubts import doubts
from .issues import Issue
from .meetings.model import MeetingFound, ResultFound
from .meetings.read import read_meetings
from .meetings.results import read_result_records
from .mode import ModeReading, read_mode
from .namesakes import told_apart
from .partner_doubts import partner_doubts
from .partner_values import PartnerFound, Partners, PartnerUnknown
from .partners import read_partners
from .place import PlaceReading, read_place
from .plain import LONGEST
from .plain_json import from_plain, to_plain
from .result_doubts import result_doubts
from .results import Results, read_results
from .told_partners import is_told_at_home

_NOBODY = "no-partner-found"
_OPEN_BEGIN = re.compile(r"\W*(?:до|к|ко|по|не поздне[ей]|не позже)(?!\w)", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"(?<!\w)(?:и\s+)?(?:др(?:\.|угие)(?:\s+(?:регион|субъект|област|стран)\w*)?|пр\.|т\.\s?д\.)(?!\w)",
    re.IGNORECASE,
)
_QUOTES = re.compile("[«»]")
_NO_PARTNERS, _NO_PLACE, _NO_COUNTS, _NO_RESULTS = Partners(), PlaceReading(), Counts(), Results()


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Values recognised in one row; None or empty when the cells do not say it."""

    dates: Dates | None = None
    partners: Partners = _NO_PARTNERS
    place: PlaceReading = _NO_PLACE
    mode: ModeReading | None = None
    counts: Counts = _NO_COUNTS
    results: Results = _NO_RESULTS
    activity: Activity | None = None
    direction: Direction | None = None
    meetings: tuple[MeetingFound, ...] = ()
    result_records: tuple[ResultFound, ...] = ()
    issues: tuple[Issue, ...] = field(default=(), metadata={"key": "doubts"})

    def to_json(self) -> dict[str, Any]:
        """Plain values only, as Entry.recognised keeps them; `from_json` gives equal Values back."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    def with_partners(self, chosen: Sequence[PartnerFound]) -> "Values":
        """With partners a person chose beside the cells; that nobody was found is then answered."""
        if not chosen:
            return self
        return replace(
            self,
            partners=replace(self.partners, found=(*self.partners.found, *chosen)),
            issues=tuple(issue for issue in self.issues if issue.code != _NOBODY),
        )

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Values":
        return from_plain(cls, plain)


def read_values(
    kind: Kind,
    period: Period | None,
    cells: Mapping[Role, str],
    gazetteer: Gazetteer,
    *,
    about: Sequence[str] = (),
    beside: Beside = NOTHING_BESIDE,
    is_planned: bool = False,
) -> Values:
    """`period` None: a bare table; dates without a year are then not read. `about`: see read_partners.
    `is_planned`: of a row of a report that was not held yet, and has no result."""
    dates = read_dates(cells.get(Role.DATES, ""), period)
    if dates is not None and Role.PLACE not in cells:
        where = without_time(dates.note)  # «5-8.06.2024, г. Тверь»: date and place in one column
        if names_room(where) or any(gazetteer.find(where)):
            cells = {**cells, Role.PLACE: where}
    title, content = cells.get(Role.TITLE, ""), cells.get(Role.CONTENT, "")
    place_text, participants = cells.get(Role.PLACE, ""), cells.get(Role.PARTICIPANTS, "")
    dates, is_in_order = _until(dates, beside.until, period)
    year = period.year if period is not None and period.years == 1 else None
    lies_ahead = kind.is_plan or is_planned
    partners = read_partners(kind, cells, gazetteer, about=about, year=year, lies_ahead=lies_ahead)
    place = read_place(place_text, gazetteer)
    mode = read_mode(place_text, title, content, participants, dates=cells.get(Role.DATES, ""))
    counts = _of_unknown_sides(_counts(participants, content, beside), participants, partners, gazetteer)
    told = "\n".join(filter(None, (content, beside.result)))
    results = read_results(told, title, is_plan=kind.is_plan, year=year)
    if is_planned and not kind.is_plan:
        results = _NO_RESULTS
    meetings: tuple[MeetingFound, ...] = ()
    result_records: tuple[ResultFound, ...] = ()
    if not lies_ahead:
        meetings = read_meetings(cells, dates, place, period, gazetteer)
        result_records = read_result_records(told, title, dates, meetings, results)
    return Values(
        dates=dates,
        partners=partners,
        place=place,
        mode=mode,
        counts=counts,
        results=results,
        activity=read_activity(title, content),
        direction=read_direction(title, place, mode.mode if mode else None, gazetteer),
        meetings=meetings,
        result_records=result_records,
        issues=(
            *_date_issues(cells.get(Role.DATES, ""), dates, period),
            *(() if is_in_order else (_ends_before(cells.get(Role.DATES, ""), beside.until),)),
            *_partner_issues(kind, cells, partners, place, gazetteer),
            *(doubted := tuple(partner_doubts(kind, cells, partners, gazetteer))),
            *count_doubts(kind, title, participants, place, counts, gazetteer, lies_ahead=lies_ahead),
            *(() if lies_ahead else result_doubts(content, results)),
            *doubts(cells, partners, mode, counts, results, gazetteer, asked=bool(doubted)),
            *_quote_issues(cells),
            *_length_issues(cells),
        ),
    )


_SEVERAL = 2  # partners


def _counts(participants: str, content: str, beside: Beside) -> Counts:
    """Of the participants' own cell, else of the number beside it, else of what the content says outright."""
    written = beside.with_unit_of_participants(participants)
    counts = _within(read_counts(written), len(participants))
    if written != participants:
        counts = replace(counts, read_as=written)
    if not counts.figures and beside.count:
        counts = read_counts(beside.count)
    watched = read_counts(beside.audience) if beside.audience else _NO_COUNTS
    told = read_counts(content, stated_only=True)
    if not counts.figures:
        counts = told
    for other in (watched, told):
        if counts.audience is None:
            counts = replace(counts, audience=other.audience, audience_bound=other.audience_bound)
    return counts


_STATED = re.compile(r"(?<!\w)(?:всего|итого|общ(?:ее|им) (?:число|количество))(?!\w)", re.IGNORECASE)
_EACH_SIDE = re.compile(r"кажд(?:ой сторон|ого региона|ого субъекта|ой стран|ой област)", re.IGNORECASE)


def _of_unknown_sides(counts: Counts, participants: str, partners: Partners, gazetteer: Gazetteer) -> Counts:
    """«по 4 от каждой стороны» is read as of two; how many came of several partners is not said, but
    where their number is: «по 2 от каждого региона, всего 16»."""
    if counts.participants is None or not _EACH_SIDE.search(participants) or _STATED.search(participants):
        return counts
    subjects, countries, _regions = lists(partners, gazetteer)
    if len(subjects) + len(countries) < _SEVERAL:
        return counts
    return replace(counts, participants=None, bound=None, partial=True)


def _within(counts: Counts, length: int) -> Counts:
    """With figures that end where the cell does, before the unit of its heading."""
    return replace(
        counts,
        figures=tuple(
            figure
            if figure.end <= length
            else replace(figure, end=length, phrase=figure.phrase[: length - figure.start])
            for figure in counts.figures
        ),
    )


def _until(dates: Dates | None, text: str, period: Period | None) -> tuple[Dates | None, bool]:
    """The dates up to the end that a column of its own gives, and whether the two are in order. A cell that
    names its last day itself needs no other."""
    end = read_dates(text, period) if text.strip() else None
    if dates is None or end is None:
        return dates, True
    if end.end < dates.start:
        return dates, False
    if end.end < dates.end:
        return dates, True
    open_end = dates.to_be_specified or end.to_be_specified
    joined = replace(dates, end=end.end, end_precision=end.end_precision, days=(), to_be_specified=open_end)
    return joined, True


def _ends_before(begin: str, end: str) -> Issue:
    return Issue(
        code="ends-before-it-begins",
        severity=Severity.WARNING,
        role=Role.DATES,
        found=" ".join(begin.split()),
        expected=" ".join(end.split()),
    )


def _date_issues(text: str, dates: Dates | None, period: Period | None) -> Iterator[Issue]:
    found = " ".join(text.split())
    if dates is None:
        code = "unread-dates" if found else "no-dates"
        yield Issue(code=code, severity=Severity.WARNING, role=Role.DATES, found=found)
        return
    if period is not None and not (dates.start <= period.end and period.start <= dates.end):
        expected = f"{_day(period.start)}–{_day(period.end)}"
        yield Issue(
            code="outside-period", severity=Severity.WARNING, role=Role.DATES, found=found, expected=expected
        )
    if dates.to_be_specified and period is not None and period.years > 1 and not dates.year_given:
        yield Issue(
            code="year-not-said",
            severity=Severity.WARNING,
            role=Role.DATES,
            found=found,
            expected=period.year_title,
        )
    elif dates.to_be_specified:
        yield Issue(code="dates-to-be-specified", severity=Severity.INFO, role=Role.DATES, found=found)
    elif (
        _OPEN_BEGIN.match(dates.phrase)
        and dates.start != dates.end
        and (period is not None and dates.start == max(period.start, date(dates.end.year, 1, 1)))
    ):
        since = _day(dates.start)  # «до 1 марта»
        yield Issue(
            code="dates-without-begin", severity=Severity.INFO, role=Role.DATES, found=found, expected=since
        )
    elif dates.end_precision is Precision.PERIOD and dates.start_precision is not Precision.PERIOD:
        until = _day(dates.end)  # «с 20 мая»
        yield Issue(
            code="dates-without-end", severity=Severity.INFO, role=Role.DATES, found=found, expected=until
        )


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _partner_issues(
    kind: Kind, cells: Mapping[Role, str], partners: Partners, place: PlaceReading, gazetteer: Gazetteer
) -> Iterator[Issue]:
    for unknown in partners.unknown:
        if _has_region(unknown, cells[unknown.cell], partners, gazetteer):
            continue  # «г. Солнечногорск, Московская область»: small, but where it lies is said
        names = ", ".join(told_apart(unknown.suggestions, gazetteer))
        yield Issue(
            code="unknown-place",
            severity=Severity.WARNING,
            role=unknown.cell,
            found=unknown.phrase,
            suggestion=names,
        )
    column = kind.counterpart_column
    text = " ".join(cells.get(column, "").split())
    if not re.search(r"\w", text):
        yield from _nobody(kind, cells, partners, gazetteer)
        return
    if column is Role.PARTNER and partners.found and (others := _AND_OTHERS.search(text)):
        yield Issue(
            code="partners-in-part", severity=Severity.INFO, role=column, found=others[0].strip(" ,;")
        )
    if partners.to_be_determined:
        yield Issue(code="partner-to-be-specified", severity=Severity.INFO, role=column, found=text)
    elif not (
        any(one.role.is_counted for one in partners.found) or partners.all_subjects or partners.unknown
    ):
        code = "no-party" if column is Role.AGREEMENT else "unknown-partner"
        yield Issue(code=code, severity=Severity.WARNING, role=column, found=text)
    for one in partners.found:
        if one.role is PartnerRole.PARTNER and gazetteer.place(one.code).kind is PlaceKind.CITY:
            above = [
                over.name
                for over in gazetteer.ancestors(one.code)
                if over.kind is not PlaceKind.FEDERAL_DISTRICT
            ]
            yield Issue(
                code="city-for-region",
                severity=Severity.INFO,
                role=column,
                found=one.phrase,
                suggestion=above[0] if above else "",
            )
    yield from _districts(partners, column, gazetteer)
    if column is Role.PARTNER:
        yield from _all_but(partners, column)
        yield from _mismatch(text, partners, place, gazetteer)


def _districts(partners: Partners, column: Role, gazetteer: Gazetteer) -> Iterator[Issue]:
    """«Субъекты ЮФО» names many at once: which, the reader should see."""
    for one in partners.found:
        if one.cell is column and one.role.is_counted and is_district(one.code, gazetteer):
            names = ", ".join(gazetteer.place(code).name for code in stands_for(one.code, gazetteer))
            yield Issue(
                code="district-for-subjects",
                severity=Severity.INFO,
                role=column,
                found=one.phrase,
                suggestion=names,
            )


def _all_but(partners: Partners, column: Role) -> Iterator[Issue]:
    """«Все субъекты РФ, кроме Москвы» counts for all of them."""
    excepted = [one.phrase for one in partners.found if one.cell is column and not one.role.is_counted]
    if partners.all_subjects and excepted:
        yield Issue(code="partner-excepted", severity=Severity.INFO, role=column, found=", ".join(excepted))


def _nobody(
    kind: Kind, cells: Mapping[Role, str], partners: Partners, gazetteer: Gazetteer
) -> Iterator[Issue]:
    """Nobody is left to count, though something else than a row of the home region alone is told."""
    if kind is Kind.AGREEMENTS_REPORT or partners.unknown:
        return
    if kind.is_international and (
        cells.get(Role.PARTNER, "").strip() or (kind.is_plan and Role.PARTNER in cells)
    ):
        return  # «–»: that there is none is said
    if any(one.role.is_counted for one in partners.found):
        return
    if cells.get(Role.PARTNER, "").strip() or (kind.is_plan and Role.PARTNER in cells):
        yield Issue(code=_NOBODY, severity=Severity.WARNING, role=Role.PARTNER)  # its column must name one
        return
    seen = {one.code: one.phrase for one in reversed(partners.found)}
    if seen or not is_told_at_home(cells, gazetteer):
        found = ", ".join(reversed(seen.values()))
        yield Issue(code=_NOBODY, severity=Severity.WARNING, found=found)


_MARKED = re.compile(
    r"(?:г|гор|пос|пгт|с|дер|д|ст|х)\.|(?:город|пос[её]лок|село|деревня|станица)(?!\w)", re.IGNORECASE
)


def _has_region(unknown: PartnerUnknown, text: str, partners: Partners, gazetteer: Gazetteer) -> bool:
    """A town before its region. «Тульсая область, Курганская область» and «Санкт-Петебург, Самарская область»
    are two partners, the first misspelt; in a list of partners so is a name without «г.» before a comma."""
    bracketed = text[unknown.end :].lstrip().startswith("(")
    if unknown.cell is Role.PARTNER and not (bracketed or _MARKED.match(unknown.phrase)):
        return False
    if any(gazetteer.place(code).kind is not PlaceKind.CITY for code in unknown.suggestions):
        return False
    return any(
        one.cell is unknown.cell
        and 0 <= one.start - unknown.end <= len(", (")
        and gazetteer.place(one.code).kind in (PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION)
        for one in partners.found
    )


def _mismatch(text: str, partners: Partners, place: PlaceReading, gazetteer: Gazetteer) -> Iterator[Issue]:
    """The event is held in one region, the partner column names others."""
    meant = set(listed(partners, gazetteer))
    held = {code: region_or_country(code, gazetteer) for code in place.codes if not is_home(code, gazetteer)}
    elsewhere = {code: region for code, region in held.items() if region and region not in meant}
    if meant and held and len(elsewhere) == len(held) and not partners.all_subjects:
        yield Issue(
            code="partner-place-mismatch",
            severity=Severity.WARNING,
            role=Role.PLACE,
            found=", ".join(gazetteer.place(code).name for code in elsewhere),
            expected=text,
        )


def _quote_issues(cells: Mapping[Role, str]) -> Iterator[Issue]:
    """Russian print doubles no closing quote of the same drawing: «Ансамбль «Губернский» closes both."""
    for role, text in cells.items():
        last_open, last_closed = text.rfind("«"), text.rfind("»")
        at = last_open if last_open > last_closed else _unopened(text)
        if at >= 0:
            found = " ".join(text[max(0, at - 20) : at + 60].split())
            yield Issue(code="unclosed-quotes", severity=Severity.INFO, role=role, found=found)


def _length_issues(cells: Mapping[Role, str]) -> Iterator[Issue]:
    for role, text in cells.items():
        if len(text) > LONGEST:
            yield Issue(
                code="cell-read-in-part",
                severity=Severity.WARNING,
                role=role,
                found=" ".join(text[LONGEST : LONGEST + 60].split()),
                expected=str(LONGEST),
            )


def _unopened(text: str) -> int:
    """The first closing quote that has no opening one before it; -1 where there is none."""
    depth = 0
    for quote in _QUOTES.finditer(text):
        depth += 1 if quote[0] == "«" else -1
        if depth < 0:
            return quote.start()
    return -1
