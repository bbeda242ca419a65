"""The register of agreements: the list and its journal, one agreement, and what rests on no agreement."""

from datetime import date
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import DateField, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Agreement, AgreementFile, Department, Partner
from agreements.names.folding import fold
from coopregistry.history import explain, version_of
from coopregistry.models import Change
from events.access import Access, coordinator_required
from events.exports.docx import write_docx
from events.exports.page_style import PageStyle, Properties
from events.exports.paper import write_paper
from events.exports.xlsx import write_xlsx
from events.models import Event
from events.vocabulary import PartnerRole
from events.web import Listing, download

from ..dossier import FULL_STYLE, STATES
from ..figures import cooperation, dated, events_of
from ..forms import EXPIRING, AgreementFilesForm, AgreementFilter, AgreementForm, OpenEndsFilter
from ..papers import JOURNAL_WIDTHS, implementation, journal
from ..terms import Term, expiring, idle, registered, without_agreement
from .partners import known_partners

_PAGE = 25
_CHANGES_SHOWN = 20


def chosen_agreements(access: Access, form: AgreementFilter) -> QuerySet[Agreement]:
    """What the list shows and the journal prints."""
    agreements = registered(access).order_by("title", "pk")
    if not form.is_valid():
        return agreements
    chosen = form.cleaned_data
    for word in fold(chosen["q"]).split():
        agreements = agreements.filter(search__contains=word)
    if chosen["partner"]:
        agreements = agreements.filter(partners=chosen["partner"])
    if chosen["state"]:
        agreements = agreements.filter(state=chosen["state"])
    if chosen["expiring"]:
        agreements = expiring(agreements, int(chosen["expiring"]))
    if chosen["idle"]:
        agreements = idle(access, agreements)
    if chosen["unconfirmed"]:
        agreements = agreements.filter(confirmed=False)
    return agreements


class Agreements(Listing):
    template_name = "events/agreements/list.html"
    context_object_name = "agreements"

    def get_queryset(self) -> QuerySet[Agreement]:
        self.form = AgreementFilter(self.request.GET)
        return chosen_agreements(self.request.access, self.form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, filtered=bool(self.request.GET), **kwargs)
        context["terms"] = [Term.of(agreement) for agreement in context["agreements"]]
        access, every = self.request.access, self.request.access.agreements()
        context["ladder"] = [
            *((f"expiring={days}", label, expiring(every, int(days)).count()) for days, label in EXPIRING),
            ("idle=on", _("without events for four quarters"), idle(access, every).count()),
            ("unconfirmed=on", _("to be confirmed"), every.filter(confirmed=False).count()),
        ]
        context["query"] = self.request.GET.urlencode()
        return context


@require_safe
def journal_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """«Журнал учета соглашений»: the list as it is filtered, all pages of it."""
    if suffix not in ("docx", "xlsx"):
        raise Http404
    form = AgreementFilter(request.GET)
    agreements = list(chosen_agreements(request.access, form))
    table = journal(agreements, _said(form), timezone.localdate())
    out = BytesIO()
    write = write_docx if suffix == "docx" else write_xlsx
    properties = Properties(created=timezone.now())
    write(table, out, page_style=PageStyle(widths=JOURNAL_WIDTHS, table_size=11), properties=properties)
    return download(out.getvalue(), f"Журнал учета соглашений {timezone.localdate():%d.%m.%Y}.{suffix}")


_FILTER_WORDS = {
    "q": "слова «{}»",
    "partner": "сторона – {}",
    "state": "состояние – {}",
    "expiring": "срок истекает в ближайшие {} дней",
    "idle": "без мероприятий четыре квартала",
    "unconfirmed": "требуют подтверждения",
}


def _said(form: Form) -> str:
    """The filter in the words of the journal."""
    if not form.is_valid():
        return ""
    return ", ".join(
        _FILTER_WORDS[name].format(STATES.get(value, value))
        for name, value in form.cleaned_data.items()
        if value
    )


@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(registered(request.access), pk=pk)
    whole = cooperation(request.access, request.access.events().filter(agreement=one))
    context = {
        "agreement": one,
        "term": Term.of(one),
        "whole": whole,
        "page_obj": Paginator(whole.facts, _PAGE).get_page(request.GET.get("page")),
        "wordings": one.wordings.all(),
        "files": one.files.defer("content"),
        "removed_files": AgreementFile.with_removed.filter(agreement=one, removed_at__isnull=False).defer(
            "content"
        )
        if request.access.coordinates
        else [],
        "files_form": AgreementFilesForm(),
        "changes": _changes(one),
        "home": settings.HOME_SUBJECT,
    }
    return render(request, "events/agreements/agreement.html", context)


def _changes(one: Agreement) -> list[tuple[Change, list[tuple[str, Any, Any]]]]:
    """The latest changes of the agreement's own fields, each with what it was and what it became."""
    changes = (
        Change.objects.filter(model=one._meta.label_lower, record=one.pk, action=Change.Action.UPDATE)
        .select_related("change_set", "change_set__user")
        .order_by("-id")[:_CHANGES_SHOWN]
    )
    bodies = dict(Department.with_removed.values_list("pk", "name"))
    return [(change, [_shown(name, change, bodies) for name in change.after]) for change in changes]


def _shown(name: str, change: Change, bodies: dict[int, str]) -> tuple[str, Any, Any]:
    field = next(field for field in Agreement._meta.concrete_fields if field.attname == name)
    labels = dict(field.flatchoices or [(True, _("yes")), (False, _("no"))])
    labels = bodies if name == "department_id" else labels

    def word(value: Any) -> Any:
        if value in (None, ""):
            return "–"
        if isinstance(field, DateField):
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        return labels.get(value, value)

    return str(field.verbose_name), word(change.before[name]), word(change.after[name])


@require_safe
def implementation_file(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(registered(request.access), pk=pk)
    whole = cooperation(request.access, request.access.events().filter(agreement=one))
    out = BytesIO()
    paper = implementation(one, whole, timezone.localdate())
    write_paper(paper, out, page_style=FULL_STYLE, properties=Properties(created=timezone.now()))
    return download(out.getvalue(), f"Реализация соглашения {one.number or one.pk}.docx".replace("/", "-"))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(request.access.agreements(), pk=pk)
    form = AgreementForm(request.POST or None, instance=one, initial={"version": version_of(one)})
    if request.method == "POST" and form.is_valid():
        if _saved(form, pk):
            messages.success(request, _("The agreement is saved."))
            return redirect("events:agreement", pk=pk)
        form.add_error(None, _("Somebody has changed this agreement meanwhile. Open the page again."))
    return render(request, "events/agreements/edit.html", {"agreement": one, "form": form})


@transaction.atomic
def _saved(form: AgreementForm, pk: int) -> bool:
    """False where somebody wrote the agreement since the form was opened."""
    standing = Agreement.objects.select_for_update().get(pk=pk)
    if form.cleaned_data["version"] != version_of(standing):
        return False
    explain(form.cleaned_data["reason"])
    form.save()
    return True


@require_safe
def events_without(request: HttpRequest) -> HttpResponse:
    """Events that rest on no agreement, latest first."""
    form = OpenEndsFilter(request.GET, partners=known_partners(request.access).order_by("name"))
    chosen = form.cleaned_data if form.is_valid() else {}
    events = request.access.events()
    if chosen.get("partner"):
        events = events_of(request.access, chosen["partner"].tree())
    events = dated(request.access, events.filter(agreement=None))
    if chosen.get("year"):
        year = chosen["year"]
        events = events.filter(moment__lte=date(year, 12, 31), until__gte=date(year, 1, 1))
    page = Paginator(
        events.order_by("-moment", "-pk").prefetch_related("partner_links__partner"), _PAGE
    ).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "rows": [(event, _partners(event)) for event in page]}
    return render(request, "events/agreements/events_without.html", context)


def _partners(event: Event) -> list[Partner]:
    links = event.partner_links.all()
    return sorted(
        (link.partner for link in links if link.role != PartnerRole.MENTIONED), key=lambda one: one.name
    )


class PartnersWithout(Listing):
    """Partners with events and no agreement, those with most events first."""

    template_name = "events/agreements/partners_without.html"
    context_object_name = "partners"

    def get_queryset(self) -> QuerySet[Partner]:
        # A city acts under the agreement of its region, a union under none of ours.
        kinds = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY, Partner.Kind.FOREIGN_REGION)
        partners = without_agreement(self.request.access, known_partners(self.request.access))
        return partners.filter(kind__in=kinds).select_related("parent")
