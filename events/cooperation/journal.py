"""«Журнал учета соглашений» as a table: the filtered list of agreements, in Russian."""

from collections.abc import Iterable
from datetime import date

from agreements.models import Agreement
from events.exports.table import Column, EntryLine, ReportTable, Span
from events.vocabulary import Kind

from .forms import AgreementFilter
from .wording import STATES, number_and_date, parties, validity

# Millimetres on a landscape A4 page.
JOURNAL_WIDTHS = (11.0, 62.0, 48.0, 27.0, 30.0, 24.0, 36.0, 29.0)
_HEADINGS = (
    *("№ п/п", "Наименование соглашения", "Стороны", "Номер, дата подписания", "Срок действия, продление"),
    *("Номер регистрации", "Ответственный исполнительный орган, место хранения", "Состояние"),
)
_FILTER_WORDS = {
    "q": "слова «{}»",
    "partner": "сторона – {}",
    "state": "состояние – {}",
    "expiring": "срок истекает в ближайшие {} дней",
    "idle": "без мероприятий четыре квартала",
    "unconfirmed": "требуют подтверждения",
}


def journal(agreements: Iterable[Agreement], selection: str, made_on: date) -> ReportTable:
    """`selection`: the filter in words, printed under the table."""
    lines = [_line(number, agreement) for number, agreement in enumerate(agreements, start=1)]
    about = f"Отбор: {selection}. " if selection else ""
    return ReportTable(
        kind=Kind.AGREEMENTS_REPORT,
        title=f"Журнал учета соглашений\nпо состоянию на {made_on:%d.%m.%Y}",
        columns=tuple(Column(heading, None) for heading in _HEADINGS),
        lines=tuple(lines),
        notes=(f"{about}Соглашений: {len(lines)}.",),
    )


def _line(number: int, agreement: Agreement) -> EntryLine:
    department = agreement.department.name if agreement.department else ""
    original = f"подлинник: {agreement.place_of_original}" if agreement.place_of_original else ""
    cells = (
        f"{number}.",
        agreement.title,
        parties(agreement),
        number_and_date(agreement),
        validity(agreement),
        agreement.registration_number,
        "\n".join(part for part in (department, original) if part),
        STATES[agreement.state] + ("" if agreement.confirmed else ", требует подтверждения"),
    )
    return EntryLine(cells, (Span.NONE,) * len(cells))


def describe_filter(form: AgreementFilter) -> str:
    """The filter as the journal words it; "" if it is invalid or empty."""
    if not form.is_valid():
        return ""
    return ", ".join(
        _FILTER_WORDS[name].format(STATES.get(value, value))
        for name, value in form.cleaned_data.items()
        if value
    )
