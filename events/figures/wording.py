"""What files of figures say about their source: how events are counted, the filter and the moment."""

from django.utils import timezone

from events.event_list.active_filters import describe_filter

from .scope import BY_DOCUMENTS, Scope


def basis_in_words(scope: Scope) -> str:
    if scope.by == BY_DOCUMENTS:
        return "Мероприятия отнесены к периоду по документам, в которых они указаны."
    return "Мероприятия отнесены к периоду по датам проведения."


def selection_in_words(scope: Scope) -> str:
    """The filter without the period and the basis, which are named elsewhere."""
    named_elsewhere = tuple(f"{scope.filter.form.fields[name].label} – " for name in ("period", "by"))
    conditions = describe_filter(scope.filter).split("; ")
    chosen = [condition for condition in conditions if not condition.startswith(named_elsewhere)]
    return "; ".join(filter(None, chosen)) or "все мероприятия"


def moment_in_words() -> str:
    return f"{timezone.localtime():%d.%m.%Y %H:%M}"


def source_note(scope: Scope) -> str:
    """The last line of a paper. Requires Russian as the active language."""
    return (
        f"{basis_in_words(scope)} Отбор: {selection_in_words(scope)}. "
        f"По данным реестра на {moment_in_words()}."
    )
