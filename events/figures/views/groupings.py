"""The same events by department and by sphere; agreements against plans."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from events.matching.undecided import undecided
from events.web import download, download_paper

from .. import agreements_and_plans as compared
from ..comparison import Comparison
from ..filters import FiguresFilter
from ..grouping_files import groupings_paper, groupings_workbook
from ..groupings import SHOWN, two_groupings
from ..one_page import ONE_PAGE_STYLE
from ..scope import Scope
from ..wording import source_note

_GROUPED_BY = ("department", "sphere")


def _scope_without(request: HttpRequest, fields: tuple[str, ...]) -> tuple[FiguresFilter, Scope | None]:
    """What the page compares all of cannot be a condition."""
    data = request.GET.copy()
    for name in fields:
        data.pop(name, None)
    return Scope.from_query(data, request.access, without=fields)


@require_safe
def groupings_detail(request: HttpRequest) -> HttpResponse:
    figures_filter, scope = _scope_without(request, _GROUPED_BY)
    context = {"form": figures_filter.form, "shown": SHOWN}
    if scope is not None:
        context |= {
            "scope": scope,
            "groupings": two_groupings(scope),
            "query": scope.own_query,
            "undecided": undecided(scope.events, request.access),
            "basis": Comparison.of(scope).basis,
        }
    return render(request, "events/figures/groupings.html", context)


@require_safe
def groupings_file(request: HttpRequest, suffix: str) -> HttpResponse:
    if suffix not in ("docx", "xlsx"):
        raise Http404
    with translation.override("ru"):
        _filter, scope = _scope_without(request, _GROUPED_BY)
        if scope is None:
            return redirect(f"{reverse('events:groupings')}?{request.GET.urlencode()}")
        groupings, note = two_groupings(scope), source_note(scope)
        if repeats := undecided(scope.events, request.access):
            note = f"{repeats.words} {note}"
    name = f"Две группировки мероприятий за {scope.period.title}.{suffix}"
    if suffix == "docx":
        return download_paper(groupings_paper(groupings, note), ONE_PAGE_STYLE, name)
    return download(groupings_workbook(groupings, note), name)


@require_safe
def agreements_and_plans(request: HttpRequest) -> HttpResponse:
    figures_filter, scope = _scope_without(request, ("partner",))
    context = {"form": figures_filter.form}
    if scope is not None:
        context |= {
            "scope": scope,
            "compared": compared.agreements_and_plans(scope),
            "query": scope.own_query,
        }
    return render(request, "events/figures/agreements_and_plans.html", context)
