"""Departments, partners and agreements in the admin."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coopregistry.admin_base import RecordAdmin, RemovableAdmin

from ..models import (
    Agreement,
    AgreementParty,
    AgreementWording,
    Department,
    DepartmentWording,
    Membership,
    Partner,
    PartnerAlias,
    Succession,
)

_CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")


class WordingInline(admin.TabularInline):
    fields = ("text",)
    extra = 0
    classes = ("collapse",)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs["widget"] = admin.widgets.AdminTextInputWidget(attrs={"class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class DepartmentWordingInline(WordingInline):
    model = DepartmentWording


class PartnerAliasInline(WordingInline):
    model = PartnerAlias


class AgreementWordingInline(WordingInline):
    model = AgreementWording


class PredecessorInline(admin.TabularInline):
    model = Succession
    fk_name = "successor"
    autocomplete_fields = ("predecessor",)
    extra = 0
    verbose_name = _("predecessor")
    verbose_name_plural = _("predecessors")


class SuccessorInline(admin.TabularInline):
    model = Succession
    fk_name = "predecessor"
    autocomplete_fields = ("successor",)
    extra = 0
    verbose_name = _("successor")
    verbose_name_plural = _("successors")


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ("user",)
    extra = 0


@admin.register(Department)
class DepartmentAdmin(RemovableAdmin):
    list_display = ("name", "short_name", "order", "in_force_from", "in_force_to", "confirmed")
    list_filter = ("confirmed",)
    search_fields = ("search",)
    inlines = (PredecessorInline, SuccessorInline, MembershipInline, DepartmentWordingInline)
    fieldsets = (
        (None, {"fields": ("name", "short_name", "order", "confirmed", ("in_force_from", "in_force_to"))}),
        (_("Cases"), {"fields": _CASES, "classes": ("collapse",)}),
        (_("For programs"), {"fields": ("code",), "classes": ("collapse",)}),
    )


@admin.register(Partner)
class PartnerAdmin(RemovableAdmin):
    list_display = ("name", "kind", "parent", "iso", "okato", "code")
    list_select_related = ("parent",)
    list_filter = ("kind",)
    search_fields = ("search",)
    autocomplete_fields = ("parent",)
    inlines = (PartnerAliasInline,)
    fieldsets = (
        (None, {"fields": ("name", "official", "kind", "parent", "capital")}),
        (_("Codes"), {"fields": ("code", "iso", "okato")}),
        (_("Cases of the name"), {"fields": _CASES, "classes": ("collapse",)}),
        (
            _("Cases of the official name"),
            {"fields": tuple(f"official_{case}" for case in _CASES), "classes": ("collapse",)},
        ),
    )


@admin.register(PartnerAlias)
class PartnerAliasAdmin(RecordAdmin):
    list_display = ("text", "partner")
    list_select_related = ("partner",)
    search_fields = ("folded",)
    autocomplete_fields = ("partner",)


class AgreementPartyInline(admin.TabularInline):
    model = AgreementParty
    autocomplete_fields = ("partner",)
    extra = 0


@admin.register(Agreement)
class AgreementAdmin(RemovableAdmin):
    list_display = ("title", "number", "signed_on", "valid_until", "state", "party_names", "confirmed")
    list_filter = ("state", "level", "kind", "confirmed")
    search_fields = ("search",)
    autocomplete_fields = ("department",)
    inlines = (AgreementPartyInline, AgreementWordingInline)
    fieldsets = (
        (None, {"fields": ("title", ("kind", "level"), ("state", "confirmed"), "department")}),
        (_("Number and dates"), {"fields": (("number", "signed_on"), ("valid_until", "terminated_on"))}),
        (_("Keeping"), {"fields": ("prolongation", "registration_number", "place_of_original")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        parties = models.Prefetch("parties", AgreementParty.objects.select_related("partner"))
        return super().get_queryset(request).prefetch_related(parties)

    @admin.display(description=_("parties"))
    def party_names(self, agreement: Agreement) -> str:
        return ", ".join(party.partner.name for party in agreement.parties.all())
