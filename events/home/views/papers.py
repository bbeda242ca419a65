"""Papers a leader asks for: what lies ahead, cooperation in words, execution, agreements of a year."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.access import Access
from events.cooperation.queries import cooperating_partners
from events.figures.scope import Scope
from events.period import FIRST_YEAR
from events.web import download_table

from ..agreements_of_year import AGREEMENTS_STYLE, agreements_table
from ..coming import coming
from ..coming_paper import COMING_STYLE, SPANS, coming_table

_YEARS = 8  # whose agreements are offered


class DossierChoice(forms.Form):
    """Partners there is something to say of."""

    partner = forms.ModelChoiceField(None, label=_("Partner"), to_field_name="code", empty_label=_("choose"))

    def __init__(self, access: Access, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="dossier_%s")
        self.fields["partner"].queryset = cooperating_partners(access).order_by("name", "pk")


@require_safe
def papers_page(request: HttpRequest) -> HttpResponse:
    figures_filter, _scope = Scope.from_query(request.GET, request.access)
    this_year = timezone.localdate().year
    context = {
        "form": figures_filter.form,
        "dossier_form": DossierChoice(request.access),
        "years": range(this_year, max(this_year - _YEARS, FIRST_YEAR), -1),
    }
    return render(request, "events/home/papers.html", context)


@require_safe
def choose_dossier(request: HttpRequest) -> HttpResponse:
    form = DossierChoice(request.access, request.GET)
    if not form.is_valid():
        return redirect("events:papers")
    return redirect("events:dossier", pk=form.cleaned_data["partner"].pk)


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
