"""What a chart shows, in a Russian sentence said from its data.

A sentence never claims more than the documents tell: where some are lacking it speaks of those there are.
"""

from collections.abc import Callable, Sequence

from events.cooperation.wording import spaced

from .breakdowns import Breakdown, BreakdownLine
from .comparison import Comparison
from .scope import Scope
from .sums import Sums

_Forms = tuple[str, str, str]  # one, two to four, five and more
EVENTS: _Forms = ("мероприятие", "мероприятия", "мероприятий")
_LEADING = 3  # lines that lead together are named, not more
_SEVERAL = {
    "sphere": "в нескольких сферах",
    "department": "у нескольких исполнительных органов",
    "partner": "с несколькими партнерами",
}
_UNSAID = {
    "sphere": "Без указания сферы",
    "department": "Без указания исполнительного органа",
    "partner": "Без названного партнера",
}
_REST: dict[str, _Forms] = {
    "sphere": ("сфера", "сферы", "сфер"),
    "department": ("исполнительный орган", "исполнительных органа", "исполнительных органов"),
    "partner": ("партнер", "партнера", "партнеров"),
}


def agreed(number: int, forms: _Forms) -> str:
    """«1 мероприятие», «3 мероприятия», «15 395 мероприятий»."""
    last, last_two = number % 10, number % 100
    if last == 1 and last_two != 11:
        form = forms[0]
    else:
        form = forms[1] if last in (2, 3, 4) and last_two not in (12, 13, 14) else forms[2]
    return f"{spaced(number)}\N{NO-BREAK SPACE}{form}"


def more_lines(field: str, number: int) -> str:
    """«еще 7 исполнительных органов – в таблице»; "" where the chart shows all."""
    return f"и еще {agreed(number, _REST[field])} – в таблице" if number > 0 else ""


def breakdown_headline(scope: Scope, breakdown: Breakdown, comparison: Comparison) -> str:
    """«Больше всего мероприятий – в сфере культуры: 52 из 125 (42 %), далее – в сфере спорта (20)», of those
    events of which it is said."""
    lines = [line for line in breakdown.lines if line.events]
    if not lines:
        return f"За {scope.period.title} мероприятий в реестре нет."
    total = scope.tallies.total["events"] - breakdown.nowhere
    leading = [line for line in lines if line.events == lines[0].events]
    if len(lines) == 1 and lines[0].events == total and not breakdown.nowhere:
        said = f"все мероприятия – {lines[0].where} ({spaced(total)})"
    elif len(leading) > 1:
        named = [line.where for line in leading]
        where = _listed(named) if len(named) <= _LEADING else _SEVERAL[breakdown.field]
        said = f"больше всего мероприятий – {where}: по {lines[0].events} из {spaced(total)}"
    else:
        said = f"больше всего мероприятий – {leading[0].where}: {_of(leading[0].events, total)}"
        said += _second(lines)
    unsaid = f" {_UNSAID[breakdown.field]}: {spaced(breakdown.nowhere)}." if breakdown.nowhere else ""
    return f"{_cautious(said, comparison)}.{unsaid}"


def _second(lines: Sequence[BreakdownLine]) -> str:
    """The next one, where it is one."""
    if len(lines) == 1 or (len(lines) > 2 and lines[1].events == lines[2].events):
        return ""
    return f", далее – {lines[1].where} ({spaced(lines[1].events)})"


def is_known(part: Scope, value: int, comparison: Comparison, *, by_reports: bool) -> bool:
    """Whether the value tells anything: a zero does only where there are documents. `by_reports`: of what
    reports alone tell of."""
    documents = comparison.basis_of(part).documents
    return bool(value) or any(not (by_reports and document.kind.is_plan) for document in documents)


def quarter_headlines(
    parts: Sequence[tuple[Scope, Sums, Sums]], total: Sums, before: Sums, comparison: Comparison
) -> tuple[str, str, str]:
    """Of events, participants and signings."""
    year_before = comparison.scope.before.period.title
    changed = ""
    if comparison.has_before and not comparison.gaps() and before.events:
        changed = _changed(total.events, before.events, year_before)
    people = total.participants

    def said(what: str, value: Callable[[Sums], int], most: str, whole: str, *, by_reports: bool) -> str:
        numbers = [(part, value(now)) for part, now, _then in parts]
        known = [
            (part, number)
            for part, number in numbers
            if is_known(part, number, comparison, by_reports=by_reports)
        ]
        silent = [part for part, number in numbers if (part, number) not in known]
        sentence = _cautious(_busiest(what, known, most, whole), comparison, ": ")
        return f"{sentence}.{_silence(silent, 'отчетов' if by_reports else 'документов')}"

    events = said(
        "мероприятий",
        lambda sums: sums.events,
        "больше всего мероприятий",
        f"{agreed(total.events, EVENTS)}{changed}",
        by_reports=False,
    )
    crowds = said(
        "участников",
        lambda sums: sums.participants.number,
        "больше всего участников",
        f"участников – {people.words} ({people.of_rows})",
        by_reports=True,
    )
    signed = said(
        "мероприятий с подписанием документов",
        lambda sums: sums.signed,
        "больше всего подписаний",
        f"с подписанием документов – {agreed(total.signed, EVENTS)}",
        by_reports=True,
    )
    return events, crowds, signed


def _busiest(what: str, numbers: Sequence[tuple[Scope, int]], most: str, whole: str) -> str:
    """«125 мероприятий; больше всего мероприятий – в IV квартале (78)»."""
    told = [(part, number) for part, number in numbers if number]
    if not told:
        return f"{what} в документах периода нет"
    top = max(number for _part, number in told)
    leading = [part for part, number in told if number == top]
    where = _in_quarters(leading)
    if len(told) == 1:
        return f"{whole}, все – {where}"
    if len(leading) == len(told):
        return f"{whole}, поровну – {where} (по {spaced(top)})"
    each = "по " if len(leading) > 1 else ""
    return f"{whole}; {most} – {where} ({each}{spaced(top)})"


def _changed(now: int, then: int, year_before: str) -> str:
    more = now - then
    if not more:
        return f", столько же, сколько за {year_before}"
    share = round(abs(more) * 100 / then)
    word = "больше" if more > 0 else "меньше"
    return f", на {spaced(abs(more))} ({share}\N{NO-BREAK SPACE}%) {word}, чем за {year_before}"


def _silence(parts: Sequence[Scope], what: str) -> str:
    if not parts:
        return ""
    return f" За {_listed(_numbers(parts))} {'квартал' if len(parts) == 1 else 'кварталы'} {what} нет."


def _in_quarters(parts: Sequence[Scope]) -> str:
    """«в I квартале», «во II и III кварталах»."""
    numbers = _numbers(parts)
    preposition = "во" if numbers[0] == "II" else "в"
    return f"{preposition} {_listed(numbers)} {'квартале' if len(parts) == 1 else 'кварталах'}"


def _numbers(parts: Sequence[Scope]) -> list[str]:
    return [part.period.title.split()[0] for part in parts]


def _of(number: int, total: int) -> str:
    return f"{spaced(number)} из {spaced(total)} ({round(number * 100 / total)}\N{NO-BREAK SPACE}%)"


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} и {last}" if first else last


def _cautious(sentence: str, comparison: Comparison, after: str = " ") -> str:
    """With the reservation that documents are lacking, where some are."""
    basis = comparison.basis
    if basis.gaps or not basis.documents:
        sentence = f"по имеющимся документам{after}{sentence}"
    return sentence[:1].upper() + sentence[1:]
