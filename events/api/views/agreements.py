"""The register of agreements: read by all, written by coordinators with the form of the site."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.models import Agreement, AgreementParty, Partner
from agreements.names.folding import fold
from coopregistry.versions import current_version, is_stale
from events.access import Access
from events.cooperation.forms import AgreementEntryForm, AgreementForm
from events.fields import RecordsField

from ..entry_writing import explain_with_key
from ..exceptions import StaleVersion, VersionMissing
from ..operations import Operation
from ..parameters import with_page_fields
from ..serializers.reference import AgreementSerializer
from ..serializers.requests import AgreementBodySerializer
from .base import RecordDetailAPIView, RecordListAPIView

_TAG = gettext_lazy("Agreements")
_ETAG = {"ETag": gettext_lazy("The version of the agreement, for If-Match.")}
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,18})"')
_EXAMPLE = {
    "title": "Соглашение между Правительством области и Правительством края о сотрудничестве",
    "kind": "agreement",
    "level": "interregional",
    "state": "in_force",
    "parties": ["ru-32"],
    "signed_on": "2025-03-01",
}
AGREEMENT_FIELDS = {
    "q": forms.CharField(label=gettext_lazy("Name or a part of it"), required=False, max_length=200),
    "partner": RecordsField(
        label=gettext_lazy("Party, by code"), model=Partner, key="code", lookup="partner", required=False
    ),
    "state": forms.MultipleChoiceField(
        label=gettext_lazy("State"), choices=Agreement.State.choices, required=False
    ),
    "level": forms.MultipleChoiceField(
        label=gettext_lazy("Level"), choices=Agreement.Level.choices, required=False
    ),
}


def _agreements(access: Access) -> QuerySet[Agreement]:
    parties = AgreementParty.objects.select_related("partner")
    return access.agreements().select_related("department").prefetch_related(Prefetch("parties", parties))


class AgreementListAPIView(RecordListAPIView):
    tag = _TAG
    serializer_class = AgreementSerializer
    operations = {
        "GET": Operation(
            operation_id="agreements_list",
            summary=gettext_lazy("The register of agreements"),
            parameters=with_page_fields(AGREEMENT_FIELDS),
            response=AgreementSerializer(many=True),
        ),
        "POST": Operation(
            operation_id="agreements_create",
            summary=gettext_lazy("Enter an agreement"),
            description=gettext_lazy("Coordinators write the register. The home region is always a party."),
            request=AgreementBodySerializer,
            response=AgreementSerializer,
            status=201,
            headers={**_ETAG, "Location": gettext_lazy("Address of the agreement.")},
            examples={"agreement": _EXAMPLE},
        ),
    }

    def get_queryset(self) -> QuerySet[Agreement]:
        agreements = _agreements(self.access)
        for word in fold(self.parameters["q"]).split():
            agreements = agreements.filter(search__contains=word)
        for name in ("state", "level"):
            if self.parameters[name]:
                agreements = agreements.filter(**{f"{name}__in": self.parameters[name]})
        if self.parameters["partner"]:
            parties = AgreementParty.objects.filter(partner__in=self.parameters["partner"])
            agreements = agreements.filter(pk__in=parties.values("agreement"))
        return agreements.order_by("title", "pk")

    def post(self, request: Request) -> Response:
        _refuse_others(self.access)
        body = AgreementBodySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            agreement = _save(request, AgreementEntryForm, Agreement(), body.validated_data)
        response = _answer(self.access, agreement.pk, status=201)
        address = reverse("api:agreement", args=[agreement.pk])
        response["Location"] = request.build_absolute_uri(address)
        return response


class AgreementDetailAPIView(RecordDetailAPIView):
    tag = _TAG
    serializer_class = AgreementSerializer
    operations = {
        "GET": Operation(
            operation_id="agreements_read",
            summary=gettext_lazy("One agreement"),
            response=AgreementSerializer,
            headers=_ETAG,
        ),
        "PATCH": Operation(
            operation_id="agreements_change",
            summary=gettext_lazy("Change an agreement"),
            description=gettext_lazy("What is not sent stays."),
            request=AgreementBodySerializer,
            response=AgreementSerializer,
            requires_version=True,
            headers=_ETAG,
            examples={"ended": {"state": "lapsed", "terminated_on": "2025-12-01"}},
        ),
    }

    def get_queryset(self) -> QuerySet[Agreement]:
        return _agreements(self.access)

    def get(self, request: Request, **kwargs: Any) -> Response:
        response = super().get(request, **kwargs)
        agreement = Agreement.objects.get(pk=response.data["id"])
        response["ETag"] = f'"{current_version(agreement)}"'
        return response

    def patch(self, request: Request, pk: int) -> Response:
        get_object_or_404(self.access.agreements(), pk=pk)
        _refuse_others(self.access)
        body = AgreementBodySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            agreement = get_object_or_404(Agreement.objects.select_for_update(of=("self",)), pk=pk)
            _check_version(request, self.access, agreement)
            _save(request, AgreementForm, agreement, body.validated_data)
        return _answer(self.access, pk)


def _refuse_others(access: Access) -> None:
    if not access.coordinates:
        raise PermissionDenied(_("Coordinators write the register of agreements."))


def _check_version(request: Request, access: Access, agreement: Agreement) -> None:
    if_match = request.headers.get("If-Match")
    if if_match is None:
        raise VersionMissing
    version = _VERSION.fullmatch(if_match.strip())
    if is_stale(agreement, int(version[1]) if version else None):
        raise StaleVersion(AgreementSerializer().to_representation(_agreements(access).get(pk=agreement.pk)))


def _save(
    request: Request, form_class: type[AgreementForm], agreement: Agreement, sent: dict[str, Any]
) -> Agreement:
    """Through the form of the site: what a browser would post, with the fields sent on top."""
    before = form_class(instance=agreement)
    data = {name: before[name].initial for name in before.fields}
    data |= {"version": "0", **sent}
    form = form_class(
        {name: _posted(value) for name, value in data.items() if value not in (None, False)},
        instance=agreement,
    )
    if not form.is_valid():
        raise ValidationError(dict(form.errors))
    is_new = agreement.pk is None
    done = _("Agreement entered") if is_new else _("Agreement changed")
    explain_with_key(request, done, sent.get("reason", ""))
    return form.save()


def _posted(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _answer(access: Access, pk: int, status: int = 200) -> Response:
    agreement = _agreements(access).get(pk=pk)
    body = AgreementSerializer().to_representation(agreement)
    return Response(body, status=status, headers={"ETag": f'"{current_version(agreement)}"'})
