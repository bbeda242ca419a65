"""Registers of meetings and delegations."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from events.exports.page_style import PageStyle
from events.matching.undecided import undecided
from events.vocabulary import Kind
from events.web import download_table

from ..registers import REGISTERS, WIDTHS, register_events, register_lines, register_table
from ..scope import Scope
from ..wording import source_note

_PAGE_SIZE = 50
_STYLE = PageStyle(widths=WIDTHS, table_size=11)
TABS = {
    "meetings": gettext_lazy("Meetings, receptions, negotiations"),
    "delegations-received": gettext_lazy("Delegations received"),
    "delegations-sent": gettext_lazy("Delegations and trips out"),
}


@require_safe
def register_detail(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in REGISTERS:
        raise Http404
    figures_filter, scope = Scope.from_query(request.GET, request.access)
    context: dict[str, Any] = {"form": figures_filter.form, "slug": slug, "heading": TABS[slug]}
    if scope is not None:
        visit, _title = REGISTERS[slug]
        page = Paginator(register_events(scope, visit), _PAGE_SIZE).get_page(request.GET.get("page"))
        reports = request.access.reports().filter(
            kind=Kind.INTERNATIONAL_REPORT, start__gte=scope.period.start, end__lte=scope.period.end
        )
        context |= {
            "scope": scope,
            "page_obj": page,
            "lines": register_lines(page.object_list, request.access),
            "query": scope.own_query,
            "listed": scope.query(visit=visit, outcome="reported"),
            "tabs": [
                (name, label, f"{reverse('events:register', args=[name])}?{scope.own_query}")
                for name, label in TABS.items()
            ],
            "reports": list(reports),
            "undecided": undecided(register_events(scope, visit), request.access),
        }
    return render(request, "events/figures/register.html", context)


@require_safe
def register_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The whole register in Russian."""
    if slug not in REGISTERS or suffix not in ("docx", "xlsx"):
        raise Http404
    visit, title = REGISTERS[slug]
    with translation.override("ru"):
        _filter, scope = Scope.from_query(request.GET, request.access)
        if scope is None:
            return redirect(f"{reverse('events:register', args=[slug])}?{request.GET.urlencode()}")
        events = register_events(scope, visit)
        lines, repeats = register_lines(events, request.access), undecided(events, request.access)
        notes = (*([repeats.words] if repeats else ()), f"Записей: {len(lines)}. {source_note(scope)}")
        table = register_table(f"{title}\nза {scope.period.title}", lines, notes)
    return download_table(table, _STYLE, f"{title} за {scope.period.title}.{suffix}")
