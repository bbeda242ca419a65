"""«Сводные показатели»: the figures of a period beside those of the year before, with charts and files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from events.exports.bar_chart import draw
from events.exports.paper import paper_style
from events.matching.undecided import undecided
from events.web import download, download_paper

from .. import table_files
from ..dashboard import dashboard
from ..filters import BY_DATES, BY_DOCUMENTS
from ..information import information_paper
from ..issued import change_since_issue, keep_numbers
from ..one_page import ONE_PAGE_STYLE, one_page_paper
from ..scope import Scope
from ..sums import events_without_dates

_FILE_WIDTH = 900  # px


@require_safe
def dashboard_detail(request: HttpRequest) -> HttpResponse:
    figures_filter, scope = Scope.from_query(request.GET, request.access)
    context = {"form": figures_filter.form, "filtered": bool(request.GET)}
    if scope is not None:
        figures = dashboard(scope)
        context |= {
            "figures": figures,
            "scope": scope,
            "undated": events_without_dates(scope) if scope.by == BY_DATES else 0,
            "undated_query": scope.at(scope.period, BY_DOCUMENTS).query(missing="dates"),
            "query": scope.own_query,
            "undecided": undecided(scope.events, request.access),
            "issued": change_since_issue(scope),
        }
    return render(request, "events/figures/dashboard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dashboard_file(request: HttpRequest) -> HttpResponse:
    """POST keeps the numbers it goes out with."""
    with translation.override("ru"):
        _filter, scope = Scope.from_query(request.GET, request.access)
        if scope is None:
            return _redirect_to_dashboard(request)
        figures = dashboard(scope)
        paper = one_page_paper(figures)
    if request.method == "POST":
        keep_numbers(figures, request.user)
    return download_paper(paper, ONE_PAGE_STYLE, f"Сводные показатели за {scope.period.title}.docx")


@require_safe
def information_file(request: HttpRequest) -> HttpResponse:
    with translation.override("ru"):
        _filter, scope = Scope.from_query(request.GET, request.access)
        if scope is None:
            return _redirect_to_dashboard(request)
        paper = information_paper(scope)
    return download_paper(paper, paper_style(), f"Информация о сотрудничестве за {scope.period.title}.docx")


@require_safe
def table_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    if suffix not in ("xlsx", "csv"):
        raise Http404
    with translation.override("ru"):
        _filter, scope = Scope.from_query(request.GET, request.access)
        if scope is None:
            return _redirect_to_dashboard(request)
        figures = dashboard(scope)
        table = figures.table(slug)
        if table is None:
            raise Http404
        repeats = undecided(scope.events, request.access)
        reasons = [] if table.slug == "whole" else figures.comparison.reasons  # that one has them in its note
        data = table_files.table_file(table, scope, suffix, [*reasons, *filter(None, [repeats.words])])
    return download(data, f"Показатели, {table.title.lower()}, {scope.period.title}.{suffix}")


@require_safe
def chart_file(request: HttpRequest, slug: str) -> HttpResponse:
    with translation.override("ru"):
        _filter, scope = Scope.from_query(request.GET, request.access)
        if scope is None:
            return _redirect_to_dashboard(request)
        chart = dashboard(scope).chart(slug)
    if chart is None:
        raise Http404
    return download(draw(chart, _FILE_WIDTH, alone=True).encode(), f"{chart.title}.svg", "image/svg+xml")


def _redirect_to_dashboard(request: HttpRequest) -> HttpResponse:
    """The page says which value of the filter is wrong."""
    return redirect(f"{reverse('events:dashboard')}?{request.GET.urlencode()}")
