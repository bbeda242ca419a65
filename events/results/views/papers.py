"""«Информация об исполнении договоренностей» and its letters of request."""

from io import BytesIO
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from agreements.models import Department
from events.access import Access, coordinator_required
from events.exports.letter import write_letters
from events.exports.page_style import Properties
from events.fields import DayField, RecordKeysField
from events.models import ExecutionReport, ResultCard
from events.web import download, download_table

from ..execution import EXECUTION_STYLE, execution_table, request_letter
from ..lines import visible_cards, visible_results

_WHICH = [
    ("under_way", _("under way")),
    ("overdue", _("overdue")),
    ("all", _("all that were ever taken under control")),
]


class ExecutionPapersForm(forms.Form):
    which = forms.ChoiceField(label=_("Arrangements"), choices=_WHICH)
    departments = RecordKeysField(
        label=_("Executive bodies"),
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: all of them."),
    )
    due = DayField(label=_("Answer asked for by"), required=False)
    post = forms.CharField(label=_("Post of the signatory"), max_length=300, required=False)
    name = forms.CharField(label=_("Name of the signatory"), max_length=100, required=False)
    executor = forms.CharField(
        label=_("Prepared by, telephone"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        controlled = visible_cards(access).controlled().order_by()
        self.fields["departments"].queryset = Department.objects.filter(
            pk__in=controlled.values("department")
        )

    def cards(self, access: Access) -> QuerySet[ResultCard]:
        cards = visible_cards(access).controlled()
        if self.cleaned_data["which"] == "under_way":
            cards = cards.under_way()
        elif self.cleaned_data["which"] == "overdue":
            cards = cards.overdue(timezone.localdate())
        if self.cleaned_data["departments"]:
            cards = cards.filter(department__in=self.cleaned_data["departments"])
        return cards


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def execution_papers(request: HttpRequest) -> HttpResponse:
    form = ExecutionPapersForm(request.POST or None, access=request.access, initial={"which": "under_way"})
    if request.method == "POST" and form.is_valid():
        cards = list(with_what_was_done(form.cards(request.access), request.access))
        if not cards:
            form.add_error(None, _("No arrangement fits: nothing to write about."))
        else:
            with translation.override("ru"):
                return _letters(form, cards) if "letters" in request.POST else _information(cards)
    context = {"form": form, "controlled": visible_cards(request.access).controlled().count()}
    return render(request, "events/results/execution.html", context)


def with_what_was_done(cards: QuerySet[ResultCard], access: Access) -> QuerySet[ResultCard]:
    """As the papers tell of them."""
    told = (
        visible_results(access).select_related("entry", "entry__event").order_by("-entry__report__end", "pk")
    )
    reports = ExecutionReport.objects.defer("content")
    return cards.select_related("department").prefetch_related(
        "decisions", Prefetch("reports", reports), Prefetch("results", told)
    )


def _information(cards: list[ResultCard]) -> HttpResponse:
    today = timezone.localdate()
    name = f"Информация об исполнении договоренностей {today:%d.%m.%Y}.docx"
    return download_table(execution_table(cards, today), EXECUTION_STYLE, name)


def _letters(form: ExecutionPapersForm, cards: list[ResultCard]) -> HttpResponse:
    by_department: dict[Department, list[ResultCard]] = {}
    for card in sorted(cards, key=lambda card: (card.department.order, card.department.name)):
        by_department.setdefault(card.department, []).append(card)
    signature = {name: form.cleaned_data[name] for name in ("due", "post", "name", "executor")}
    letters = [request_letter(department, own, **signature) for department, own in by_department.items()]
    out = BytesIO()
    write_letters(letters, out, properties=Properties(title=letters[0].subject))
    return download(
        out.getvalue(), f"Запрос об исполнении договоренностей {timezone.localdate():%d.%m.%Y}.docx"
    )
