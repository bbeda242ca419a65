"""Papers a leader asks for: what lies ahead, cooperation in words, execution, agreements of a year."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from events.figures.scope import Scope
from events.period import FIRST_YEAR
from events.web import download_table

from ..agreements_of_year import AGREEMENTS_STYLE, agreements_table
from ..coming import coming
from ..coming_paper import COMING_STYLE, SPANS, coming_table

_YEARS = 8  # whose agreements are offered


@require_safe
def papers_page(request: HttpRequest) -> HttpResponse:
    figures_filter, _scope = Scope.from_query(request.GET, request.access)
    this_year = timezone.localdate().year
    context = {
        "form": figures_filter.form,
        "years": range(this_year, max(this_year - _YEARS, FIRST_YEAR), -1),
    }
    return render(request, "events/home/papers.html", context)


@require_safe
def coming_file(request: HttpRequest, span: str) -> HttpResponse:
    if span not in SPANS:
        raise Http404
    today = timezone.localdate()
    with translation.override("ru"):
        found = coming(request.access, today, today + SPANS[span][1])
        table = coming_table(found, span, request.access, today)
    name = f"Мероприятия на {SPANS[span][0]} с {found.first:%d.%m.%Y}.docx"
    return download_table(table, COMING_STYLE, name)


@require_safe
def agreements_file(request: HttpRequest, year: int) -> HttpResponse:
    today = timezone.localdate()
    if not FIRST_YEAR <= year <= today.year:
        raise Http404
    with translation.override("ru"):
        table = agreements_table(request.access, year, today)
    return download_table(table, AGREEMENTS_STYLE, f"Соглашения за {year} год.docx")
