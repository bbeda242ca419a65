"""«Сводные показатели»: figures of a period beside those of the year before, their charts and files."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from events.event_list.active_filters import describe_filter
from events.exports.figure_files import write_figures_csv, write_figures_xlsx
from events.exports.page_style import Properties
from events.exports.paper import write_paper
from events.web import download

from ..figures import without_dates
from ..paper import ONE_PAGE_STYLE, counted, one_page
from ..scope import BY_DATES, BY_DOCUMENTS, Scope
from ..tables import Table, dashboard


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    found, scope = Scope.of(request.GET, request.access)
    context = {"form": found.form, "filtered": bool(request.GET)}
    if scope is not None:
        figures = dashboard(scope)
        context |= {
            "figures": figures,
            "scope": scope,
            "bars": {bars.slug: bars.as_json() for table in figures.tables for bars in table.bars},
            "undated": without_dates(scope) if scope.by == BY_DATES else 0,
            "undated_query": scope.at(scope.period, BY_DOCUMENTS).query(missing="dates"),
            "query": scope.own_query,
        }
    return render(request, "events/figures/dashboard.html", context)


def said_at() -> str:
    return f"{timezone.localtime():%d.%m.%Y %H:%M}"


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """On one page, in Russian whatever the screen speaks."""
    with translation.override("ru"):
        _found, scope = Scope.of(request.GET, request.access)
        if scope is None:
            return _back(request)
        written = one_page(dashboard(scope), chosen_in_words(scope), said_at())
    out = BytesIO()
    write_paper(written, out, page_style=ONE_PAGE_STYLE, properties=Properties(created=timezone.now()))
    return download(out.getvalue(), f"Сводные показатели за {scope.period.title}.docx")


@require_safe
def table_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The numbers behind one chart."""
    if suffix not in ("xlsx", "csv"):
        raise Http404
    with translation.override("ru"):
        _found, scope = Scope.of(request.GET, request.access)
        if scope is None:
            return _back(request)
        table = dashboard(scope).table(slug)
        if table is None:
            raise Http404
        data = _written(table, scope, suffix)
    return download(data, f"Показатели, {table.title.lower()}, {scope.period.title}.{suffix}")


def _written(table: Table, scope: Scope, suffix: str) -> bytes:
    """A sum of participants keeps its bound and its rows in columns of their own."""
    split = [any(row[column].text for row in table.rows) for column in range(len(table.headings))]
    headings: list[str] = []
    for heading, in_words in zip(table.headings, split, strict=True):
        headings += [heading, f"{heading}: пояснение"] if in_words else [heading]
    rows: list[list[str | int]] = []
    for row in table.rows:
        values: list[str | int] = []
        for cell, in_words in zip(row, split, strict=True):
            values += [cell.value, cell.whole if cell.text else ""] if in_words else [cell.value]
        rows.append(values)
    lines = [
        scope.period.title,
        counted(scope.by),
        f"Отбор: {chosen_in_words(scope) or 'все мероприятия'}",
        f"Выгружено из реестра: {said_at()}",
        *([table.note] if table.note else []),
    ]
    if suffix == "csv":
        return write_figures_csv(lines, headings, rows)
    return write_figures_xlsx(f"{table.title}: {scope.period.title}", lines, headings, rows)


def chosen_in_words(scope: Scope) -> str:
    """Conditions beside the period and the way of counting, which are said apart."""
    said_apart = tuple(f"{scope.found.form.fields[name].label} – " for name in ("period", "by"))
    return "; ".join(
        part for part in describe_filter(scope.found).split("; ") if part and not part.startswith(said_apart)
    )


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('events:dashboard')}?{request.GET.urlencode()}")
