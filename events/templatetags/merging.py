"""Kinds of records that are merged, and what tells two records of a name apart."""

from functools import singledispatch

from django import template
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Partner
from events.models import StructureChange

register = template.Library()

KIND_LABELS = {
    StructureChange.Kind.BODIES: _("Executive bodies"),
    StructureChange.Kind.SPHERES: _("Spheres of cooperation"),
    StructureChange.Kind.AGREEMENTS: _("Agreements"),
    StructureChange.Kind.PARTNERS: _("Partners"),
}


@register.filter
def kind_label(kind: StructureChange.Kind) -> Promise:
    return KIND_LABELS[kind]


@register.filter
def about(record: Model) -> str:
    """Empty where the name is all that is known."""
    return _about(record)


@singledispatch
def _about(record: Model) -> str:
    return ""


@_about.register
def _about_partner(partner: Partner) -> str:
    return ", ".join(filter(None, (partner.get_kind_display(), str(partner.parent or ""))))


@_about.register
def _about_agreement(agreement: Agreement) -> str:
    if agreement.signed_on is None:
        return ""
    number = f"№ {agreement.number}" if agreement.number else ""
    return ", ".join(filter(None, (f"{agreement.signed_on:%d.%m.%Y}", number)))
