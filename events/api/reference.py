"""Partners, agreements, executive bodies and spheres: what rows refer to."""

from collections import defaultdict
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from agreements.models import Agreement, AgreementParty, Department, Partner, PartnerAlias, Succession
from agreements.names.folding import fold
from events.access import Access
from events.cooperation.figures import agreements_of, cooperation, events_of
from events.fields import RecordsField
from events.models import Sphere
from events.words.stems import wanted_stems

from .operations import Operation
from .reference_shapes import AgreementShape, DepartmentShape, PartnerShape, PartnerWithFigures, SphereShape
from .views import Listing, Single, listed

_WORDS = forms.CharField(label=_("Name or a part of it"), required=False, max_length=200)
PARTNER_FIELDS = {
    "q": _WORDS,
    "kind": forms.MultipleChoiceField(
        label=_("Kind of territory"), choices=Partner.Kind.choices, required=False
    ),
    "parent": RecordsField(
        label=_("Part of, by code"), model=Partner, key="code", lookup="partner", required=False
    ),
}
AGREEMENT_FIELDS = {
    "q": _WORDS,
    "partner": RecordsField(
        label=_("Party, by code"), model=Partner, key="code", lookup="partner", required=False
    ),
    "state": forms.MultipleChoiceField(label=_("State"), choices=Agreement.State.choices, required=False),
    "level": forms.MultipleChoiceField(label=_("Level"), choices=Agreement.Level.choices, required=False),
}


class _Known(Listing):
    """Reference data are for whoever has a role at all."""

    def visible(self, request: Request, records: QuerySet) -> QuerySet:
        return records if self.access(request).reads else records.none()


def _by_words(records: QuerySet, text: str) -> QuerySet:
    for word in fold(text).split():
        records = records.filter(search__contains=word)
    return records


def _partners() -> QuerySet[Partner]:
    return Partner.objects.partners().annotate(parent_code=F("parent__code"))


class Partners(_Known):
    tag = _("Partners")
    shape = PartnerShape
    operations = {
        "GET": Operation(
            name="partners_list",
            summary=_("Partners with their codes"),
            question=listed(PARTNER_FIELDS),
            answer=PartnerShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Partner]:
        partners = _partners()
        for stem in wanted_stems(chosen["q"]):
            word = stem.strip()
            aliases = PartnerAlias.objects.filter(partner=OuterRef("pk"), folded__contains=word)
            partners = partners.filter(Q(search__contains=word) | Exists(aliases))
        if chosen["kind"]:
            partners = partners.filter(kind__in=chosen["kind"])
        if chosen["parent"]:
            partners = partners.filter(parent__in=chosen["parent"])
        return self.visible(request, partners).order_by("code")


class OnePartner(Single):
    tag = _("Partners")
    shape = PartnerWithFigures
    key = "code"
    operations = {
        "GET": Operation(
            name="partners_read",
            summary=_("A partner with its figures"),
            text=_("The figures are those of its page: everything under it counts, each event once."),
            answer=PartnerWithFigures,
        )
    }

    def records(self, request: Request) -> QuerySet[Partner]:
        return _partners() if self.access(request).reads else Partner.objects.none()

    def finished(self, request: Request, record: Partner) -> Partner:
        access, tree = self.access(request), record.tree()
        figures = cooperation(access, events_of(access, tree))
        record.own_children = record.children.order_by("code")
        record.own_agreements = agreements_of(access, tree)
        record.total, record.years = figures.total, figures.years
        return record


def _agreements(access: Access) -> QuerySet[Agreement]:
    parties = AgreementParty.objects.select_related("partner")
    return access.agreements().select_related("department").prefetch_related(Prefetch("parties", parties))


class Agreements(Listing):
    tag = _("Agreements")
    shape = AgreementShape
    operations = {
        "GET": Operation(
            name="agreements_list",
            summary=_("The register of agreements"),
            question=listed(AGREEMENT_FIELDS),
            answer=AgreementShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Agreement]:
        agreements = _by_words(_agreements(self.access(request)), chosen["q"])
        for name in ("state", "level"):
            if chosen[name]:
                agreements = agreements.filter(**{f"{name}__in": chosen[name]})
        if chosen["partner"]:
            parties = AgreementParty.objects.filter(partner__in=chosen["partner"]).values("agreement")
            agreements = agreements.filter(pk__in=parties)
        return agreements.order_by("title", "pk")


class OneAgreement(Single):
    tag = _("Agreements")
    shape = AgreementShape
    operations = {
        "GET": Operation(name="agreements_read", summary=_("One agreement"), answer=AgreementShape),
    }

    def records(self, request: Request) -> QuerySet[Agreement]:
        return _agreements(self.access(request))


def _with_chains(departments: list[Department]) -> list[Department]:
    """Bodies with the keys of those before and after them; one query."""
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for old, new in Succession.objects.values_list("predecessor_id", "successor_id"):
        before[new].append(old)
        after[old].append(new)
    for one in departments:
        one.predecessors, one.successors = before[one.pk], after[one.pk]
    return departments


class Departments(_Known):
    tag = _("Executive bodies and spheres")
    shape = DepartmentShape
    operations = {
        "GET": Operation(
            name="departments_list",
            summary=_("Executive bodies in protocol order"),
            question=listed({"q": _WORDS}),
            answer=DepartmentShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Department]:
        found = _by_words(Department.objects.all(), chosen["q"])
        return self.visible(request, found).order_by("order", "name", "pk")

    def finished(self, request: Request, records: list[Department]) -> list[Department]:
        return _with_chains(records)


class OneDepartment(Single):
    tag = _("Executive bodies and spheres")
    shape = DepartmentShape
    operations = {
        "GET": Operation(name="departments_read", summary=_("One body"), answer=DepartmentShape),
    }

    def records(self, request: Request) -> QuerySet[Department]:
        return Department.objects.all() if self.access(request).reads else Department.objects.none()

    def finished(self, request: Request, record: Department) -> Department:
        return _with_chains([record])[0]


class Spheres(_Known):
    tag = _("Executive bodies and spheres")
    shape = SphereShape
    operations = {
        "GET": Operation(
            name="spheres_list",
            summary=_("Spheres of cooperation"),
            question=listed({"q": _WORDS}),
            answer=SphereShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Sphere]:
        found = _by_words(Sphere.objects.all(), chosen["q"])
        return self.visible(request, found).order_by("order", "name", "pk")
