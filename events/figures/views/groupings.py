"""The same events by executive body and by sphere; agreements held against plans."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from events.exports.figure_files import write_figures_xlsx
from events.exports.page_style import Properties
from events.exports.paper import write_paper
from events.web import download

from ..coverage import coverage
from ..groupings import SHOWN, Groupings, groupings, groupings_paper, sentences
from ..paper import ONE_PAGE_STYLE, counted
from ..scope import Scope
from .figures import chosen_in_words, said_at

_GROUPED = ("department", "sphere")


def _scope(request: HttpRequest, without: tuple[str, ...] = _GROUPED) -> tuple:
    """What is grouped by is no condition: the groupings are of all bodies and spheres."""
    data = request.GET.copy()
    for name in without:
        data.pop(name, None)
    return Scope.of(data, request.access, without=without)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    found, scope = _scope(request)
    context = {"form": found.form, "shown": SHOWN}
    if scope is not None:
        grouped = groupings(scope)
        context |= {"scope": scope, "found": grouped, "said": sentences(grouped), "query": scope.own_query}
    return render(request, "events/figures/groupings.html", context)


@require_safe
def file(request: HttpRequest, suffix: str) -> HttpResponse:
    """Both tables and the check, in Russian."""
    if suffix not in ("docx", "xlsx"):
        raise Http404
    with translation.override("ru"):
        _found, scope = _scope(request)
        if scope is None:
            return redirect(f"{reverse('events:groupings')}?{request.GET.urlencode()}")
        grouped = groupings(scope)
        chosen = chosen_in_words(scope) or "все мероприятия"
    said = f"{counted(scope.by)} Отбор: {chosen}. По данным реестра на {said_at()}."
    data = _docx(grouped, said) if suffix == "docx" else _xlsx(grouped, said)
    return download(data, f"Две группировки мероприятий за {scope.period.title}.{suffix}")


def _docx(found: Groupings, said: str) -> bytes:
    out = BytesIO()
    properties = Properties(created=timezone.now())
    write_paper(groupings_paper(found, said), out, page_style=ONE_PAGE_STYLE, properties=properties)
    return out.getvalue()


def _xlsx(found: Groupings, said: str) -> bytes:
    rows: list[tuple[str | int, ...]] = []
    for side in found.sides:
        rows += [(side.title, name, cell.value) for name, cell in side.lines]
        rows += [
            (side.title, "Не указано", side.nowhere.value),
            (side.title, "Всего мероприятий", side.total),
        ]
    headings = ("Группировка", "Раздел", "Мероприятий")
    lines = [*sentences(found), said]
    return write_figures_xlsx("Две группировки мероприятий", lines, headings, rows)


@require_safe
def agreements_and_plans(request: HttpRequest) -> HttpResponse:
    found, scope = _scope(request, ("partner",))
    context = {"form": found.form}
    if scope is not None:
        context |= {"scope": scope, "found": coverage(scope), "query": scope.own_query}
    return render(request, "events/figures/coverage.html", context)
