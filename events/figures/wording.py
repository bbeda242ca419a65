"""What files of figures say about their source: how events are counted, the filter and the moment."""

from django.utils import timezone

from events.basis.wording import basis_in_one_sentence
from events.event_list.active_filters import describe_filter

from .comparison import Comparison
from .scope import BY_DOCUMENTS, Scope

_ALL_EVENTS = "все мероприятия"


def basis_in_words(scope: Scope) -> str:
    if scope.by == BY_DOCUMENTS:
        return "Мероприятия отнесены к периоду по документам, в которых они указаны."
    return "Мероприятия отнесены к периоду по датам проведения."


def selection_in_words(scope: Scope) -> str:
    """The filter without the period and the basis, which are named elsewhere."""
    named_elsewhere = tuple(f"{scope.filter.form.fields[name].label} – " for name in ("period", "by"))
    conditions = describe_filter(scope.filter).split("; ")
    chosen = [condition for condition in conditions if not condition.startswith(named_elsewhere)]
    return "; ".join(filter(None, chosen)) or _ALL_EVENTS


def moment_in_words() -> str:
    return f"{timezone.localtime():%d.%m.%Y %H:%M}"


def source_note(scope: Scope) -> str:
    """The last line of a paper. Requires Russian as the active language."""
    return (
        f"{basis_in_words(scope)} Отбор: {selection_in_words(scope)}. "
        f"По данным реестра на {moment_in_words()}."
    )


def chart_source(scope: Scope, comparison: Comparison) -> str:
    """The source line of a chart: moment, how events are counted, filter and the documents behind it."""
    chosen = selection_in_words(scope)
    return " ".join(
        [
            f"Источник: реестр регионального сотрудничества, {moment_in_words()}.",
            basis_in_words(scope),
            *([] if chosen == _ALL_EVENTS else [f"Отбор: {chosen}."]),
            basis_in_one_sentence(comparison.basis),
        ]
    )
