"""Registers of meetings, receptions, trips and results."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.exports.page_style import PageStyle
from events.fields import any_of
from events.labels import LEVEL_LABELS
from events.matching.undecided import Undecided, undecided
from events.meetings.names_left_out import leaves_names_out
from events.vocabulary import Kind
from events.web import download_table

from ..registers import REGISTERS, RegisterLine, RegisterQuery, register_lines, register_table
from ..scope import Scope
from ..wording import source_note

_PAGE_SIZE = 50
TABS = {
    "meetings": gettext_lazy("Official meetings"),
    "delegations-received": gettext_lazy("Delegations received"),
    "delegations-sent": gettext_lazy("Delegations and trips out"),
    "joint": gettext_lazy("Joint participation"),
}
_RESULTS = "results"  # a page of its own now: old addresses lead there


class RegisterFilter(forms.Form):
    """Who met: of which level, by which name."""

    level = forms.ChoiceField(
        label=_("Level of either side"),
        required=False,
        choices=any_of([(level.value, label) for level, label in LEVEL_LABELS.items()]),
    )
    person = forms.CharField(label=_("Person"), required=False, max_length=200)

    @property
    def query(self) -> RegisterQuery:
        """Nothing where the filter is invalid: the page says so."""
        return RegisterQuery(**self.cleaned_data) if self.is_valid() else RegisterQuery()

    @property
    def query_string(self) -> str:
        given = {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
        return f"&{urlencode(given)}" if given else ""


@require_safe
def register_detail(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == _RESULTS:
        return redirect(f"{reverse('events:results')}?{_period_of(request)}")
    if slug not in REGISTERS:
        raise Http404
    register = REGISTERS[slug]
    figures_filter, scope = Scope.from_query(request.GET, request.access)
    own_filter = RegisterFilter(request.GET)
    context: dict[str, Any] = {
        "form": figures_filter.form,
        "further": own_filter,
        "slug": slug,
        "heading": TABS[slug],
        "headings": register.headings,
    }
    if scope is not None:
        lines = register_lines(register, scope, own_filter.query)
        page = Paginator(lines, _PAGE_SIZE).get_page(request.GET.get("page"))
        reports = request.access.reports().filter(
            kind=Kind.INTERNATIONAL_REPORT, start__gte=scope.period.start, end__lte=scope.period.end
        )
        context |= {
            "scope": scope,
            "page_obj": page,
            "lines": page.object_list,
            "query": scope.own_query + own_filter.query_string,
            "to_confirm": sum(line.is_to_confirm for line in lines),
            "tabs": [
                (name, label, f"{reverse('events:register', args=[name])}?{scope.own_query}")
                for name, label in TABS.items()
            ],
            "results_listed": f"{reverse('events:results')}?{urlencode({'period': scope.period.code})}",
            "reports": list(reports),
            "undecided": _undecided(lines, scope),
        }
    return render(request, "events/figures/register.html", context)


def _period_of(request: HttpRequest) -> str:
    period = request.GET.get("period", "")
    return urlencode({"period": period}) if period else ""


def _undecided(lines: Sequence[RegisterLine], scope: Scope) -> Undecided:
    """Pairs of rows of these events nobody decided on: one meeting may stand here twice."""
    events = {line.event for line in lines if line.event is not None}
    return undecided(scope.reported.filter(pk__in=events), scope.access)


@require_safe
def register_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The whole register in Russian."""
    if slug == _RESULTS and suffix in ("docx", "xlsx"):
        return redirect(f"{reverse('events:results_file', args=[suffix])}?{_period_of(request)}")
    if slug not in REGISTERS or suffix not in ("docx", "xlsx"):
        raise Http404
    register = REGISTERS[slug]
    with translation.override("ru"):
        _filter, scope = Scope.from_query(request.GET, request.access)
        if scope is None:
            return redirect(f"{reverse('events:register', args=[slug])}?{request.GET.urlencode()}")
        query = RegisterFilter(request.GET).query
        lines = register_lines(register, scope, query)
        repeats = _undecided(lines, scope)
        if leaves_names_out(request.access):
            lines = [line.without_names() for line in lines]
        notes = (*([repeats.words] if repeats else ()), f"Записей: {len(lines)}. {source_note(scope)}")
        table = register_table(register, f"{register.title}\nза {scope.period.title}", lines, notes)
    style = PageStyle(widths=register.widths, table_size=11)
    return download_table(table, style, f"{register.title} за {scope.period.title}.{suffix}")
