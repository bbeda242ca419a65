"""«Соглашения, заключенные и прекратившие действие за год», in Russian."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from agreements.models import Agreement
from events.access import Access
from events.cooperation.wording import STATES, number_and_date, parties, validity
from events.exports.page_style import PageStyle
from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.phrases.dates import date_in_words
from events.vocabulary import Kind

_COLUMNS = (
    ("№ п/п", 12.0),
    ("Наименование соглашения", 88.0),
    ("Стороны", 57.0),
    ("Номер и дата подписания", 32.0),
    ("Срок действия", 38.0),
    ("Ответственный исполнительный орган", 40.0),
)
AGREEMENTS_STYLE = PageStyle(widths=tuple(width for _heading, width in _COLUMNS))
_LAPSED = Agreement.State.LAPSED


def agreements_table(access: Access, year: int, today: date) -> ReportTable:
    """Four queries. A term that is over ends an agreement only where its state says so: it may have been
    prolonged, so it stands apart."""
    agreements = access.agreements().select_related("department").prefetch_related("parties__partner")
    terminated = Q(terminated_on__year=year)
    expired = Q(valid_until__year=year, valid_until__lt=today, terminated_on=None)
    sections = (
        ("Заключенные", agreements.filter(signed_on__year=year).exclude(state=Agreement.State.DRAFT)),
        ("Прекратившие действие", agreements.filter(terminated | (expired & Q(state=_LAPSED)))),
        (
            "Срок действия истек, о продлении или прекращении сведений нет",
            agreements.filter(expired).exclude(state__in=(_LAPSED, Agreement.State.DRAFT)),
        ),
    )
    lines: list[Line] = []
    number = 0
    for place, (heading, found) in enumerate(sections):
        listed = list(found.order_by(F("signed_on").asc(nulls_last=True), "title", "pk"))
        if place == 2 and not listed:
            continue
        lines.append(SectionLine(heading if listed else f"{heading}: нет"))
        lines += _lines(listed, number)
        number += len(listed)
    return ReportTable(
        kind=Kind.AGREEMENTS_REPORT,  # names the sheet of a workbook
        title=f"Соглашения, заключенные и прекратившие действие\nв {year} году",
        columns=tuple(Column(heading, None) for heading, _width in _COLUMNS),
        lines=tuple(lines),
        notes=tuple(_notes(access, today)),
    )


def _notes(access: Access, today: date) -> Iterable[str]:
    """What the lists cannot hold, since its day is not known."""
    undated = access.agreements().filter(signed_on=None).exclude(state=Agreement.State.DRAFT).count()
    ended = access.agreements().filter(state=_LAPSED, terminated_on=None, valid_until=None).count()
    yield f"По данным реестра соглашений на {date_in_words(today)}."
    if undated:
        yield f"Соглашений, дата подписания которых в реестре не указана: {undated}; в перечень они не вошли."
    if ended:
        yield f"Прекративших действие соглашений, дата прекращения которых не указана: {ended}."


def _lines(agreements: Iterable[Agreement], before: int) -> Iterable[EntryLine]:
    for number, agreement in enumerate(agreements, start=before + 1):
        state = "" if agreement.state == Agreement.State.IN_FORCE else STATES[agreement.state]
        term = validity(agreement)
        cells = (
            f"{number}.",
            agreement.title,
            parties(agreement),
            number_and_date(agreement).replace(" от ", "\nот "),
            "\n".join(filter(None, (term, "" if agreement.terminated_on else state))),
            agreement.department.name if agreement.department else "",
        )
        yield EntryLine(cells, (Span.NONE,) * len(cells))
