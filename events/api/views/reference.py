"""Partners, executive bodies and spheres: what rows refer to."""

from collections import defaultdict

from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner, PartnerAlias, Succession
from agreements.names.folding import fold
from events.cooperation.figures import cooperation
from events.cooperation.queries import agreements_with, events_with
from events.fields import RecordsField
from events.models import Sphere
from events.words.stems import wanted_stems

from ..operations import Operation
from ..parameters import with_page_fields
from ..serializers.reference import (
    DepartmentSerializer,
    PartnerSerializer,
    PartnerWithFiguresSerializer,
    SphereSerializer,
)
from .base import RecordDetailAPIView, RecordListAPIView

_SEARCH = forms.CharField(label=_("Name or a part of it"), required=False, max_length=200)
PARTNER_FIELDS = {
    "q": _SEARCH,
    "kind": forms.MultipleChoiceField(
        label=_("Kind of territory"), choices=Partner.Kind.choices, required=False
    ),
    "parent": RecordsField(
        label=_("Part of, by code"), model=Partner, key="code", lookup="partner", required=False
    ),
}


class ReadersOnlyMixin:
    """Reference data are for users who have any role."""

    def readable(self, records: QuerySet) -> QuerySet:
        return records if self.access.reads else records.none()


def _matching(records: QuerySet, text: str) -> QuerySet:
    for word in fold(text).split():
        records = records.filter(search__contains=word)
    return records


def _partners() -> QuerySet[Partner]:
    return Partner.objects.partners().annotate(parent_code=F("parent__code"))


class PartnerListAPIView(ReadersOnlyMixin, RecordListAPIView):
    tag = _("Partners")
    serializer_class = PartnerSerializer
    operations = {
        "GET": Operation(
            operation_id="partners_list",
            summary=_("Partners with their codes"),
            parameters=with_page_fields(PARTNER_FIELDS),
            response=PartnerSerializer(many=True),
        )
    }

    def get_queryset(self) -> QuerySet[Partner]:
        partners = _partners()
        for stem in wanted_stems(self.parameters["q"]):
            word = stem.strip()
            aliases = PartnerAlias.objects.filter(partner=OuterRef("pk"), folded__contains=word)
            partners = partners.filter(Q(search__contains=word) | Exists(aliases))
        if self.parameters["kind"]:
            partners = partners.filter(kind__in=self.parameters["kind"])
        if self.parameters["parent"]:
            partners = partners.filter(parent__in=self.parameters["parent"])
        return self.readable(partners).order_by("code")


class PartnerDetailAPIView(ReadersOnlyMixin, RecordDetailAPIView):
    tag = _("Partners")
    serializer_class = PartnerWithFiguresSerializer
    lookup_field = "code"
    operations = {
        "GET": Operation(
            operation_id="partners_read",
            summary=_("A partner with its figures"),
            description=_("The figures are those of its page: everything under it counts, each event once."),
            response=PartnerWithFiguresSerializer,
        )
    }

    def get_queryset(self) -> QuerySet[Partner]:
        return self.readable(_partners())

    def prepare(self, record: Partner) -> Partner:
        access, tree = self.access, record.tree()
        figures = cooperation(access, events_with(access, tree))
        record.own_children = record.children.order_by("code")
        record.own_agreements = agreements_with(access, tree)
        record.total, record.years = figures.total, figures.years
        return record


def _with_successions(departments: list[Department]) -> list[Department]:
    """Add the keys of predecessors and successors; one query."""
    predecessors: dict[int, list[int]] = defaultdict(list)
    successors: dict[int, list[int]] = defaultdict(list)
    for old, new in Succession.objects.values_list("predecessor_id", "successor_id"):
        predecessors[new].append(old)
        successors[old].append(new)
    for department in departments:
        department.predecessors = predecessors[department.pk]
        department.successors = successors[department.pk]
    return departments


class DepartmentListAPIView(ReadersOnlyMixin, RecordListAPIView):
    tag = _("Executive bodies and spheres")
    serializer_class = DepartmentSerializer
    operations = {
        "GET": Operation(
            operation_id="departments_list",
            summary=_("Executive bodies in protocol order"),
            parameters=with_page_fields({"q": _SEARCH}),
            response=DepartmentSerializer(many=True),
        )
    }

    def get_queryset(self) -> QuerySet[Department]:
        found = _matching(Department.objects.all(), self.parameters["q"])
        return self.readable(found).order_by("order", "name", "pk")

    def prepare_page(self, records: list[Department]) -> list[Department]:
        return _with_successions(records)


class DepartmentDetailAPIView(ReadersOnlyMixin, RecordDetailAPIView):
    tag = _("Executive bodies and spheres")
    serializer_class = DepartmentSerializer
    operations = {
        "GET": Operation(
            operation_id="departments_read", summary=_("One body"), response=DepartmentSerializer
        ),
    }

    def get_queryset(self) -> QuerySet[Department]:
        return self.readable(Department.objects.all())

    def prepare(self, record: Department) -> Department:
        return _with_successions([record])[0]


class SphereListAPIView(ReadersOnlyMixin, RecordListAPIView):
    tag = _("Executive bodies and spheres")
    serializer_class = SphereSerializer
    operations = {
        "GET": Operation(
            operation_id="spheres_list",
            summary=_("Spheres of cooperation"),
            parameters=with_page_fields({"q": _SEARCH}),
            response=SphereSerializer(many=True),
        )
    }

    def get_queryset(self) -> QuerySet[Sphere]:
        found = _matching(Sphere.objects.all(), self.parameters["q"])
        return self.readable(found).order_by("order", "name", "pk")
