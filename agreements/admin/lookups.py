"""Read-only admin of records that are written by other pages."""

from django.contrib import admin

from coopregistry.admin_base import ReadOnlyRecordAdmin

from ..models import (
    AgreementFile,
    AgreementParty,
    AgreementWording,
    DepartmentWording,
    Membership,
    NotAPartner,
    Succession,
)


@admin.register(DepartmentWording)
class DepartmentWordingAdmin(ReadOnlyRecordAdmin):
    list_display = ("text", "department")
    list_select_related = ("department",)
    search_fields = ("folded", "department__search")


@admin.register(NotAPartner)
class NotAPartnerAdmin(ReadOnlyRecordAdmin):
    list_display = ("text",)
    search_fields = ("folded",)


@admin.register(AgreementWording)
class AgreementWordingAdmin(ReadOnlyRecordAdmin):
    list_display = ("text", "agreement")
    list_select_related = ("agreement",)
    search_fields = ("folded", "agreement__search")


@admin.register(AgreementParty)
class AgreementPartyAdmin(ReadOnlyRecordAdmin):
    list_display = ("partner", "agreement", "organ")
    list_select_related = ("partner", "agreement")
    search_fields = ("partner__search", "agreement__search")


@admin.register(AgreementFile)
class AgreementFileAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "agreement", "size", "added_at", "added_by")
    list_select_related = ("agreement", "added_by")
    search_fields = ("name", "agreement__search", "sha256")


@admin.register(Succession)
class SuccessionAdmin(ReadOnlyRecordAdmin):
    list_display = ("predecessor", "successor", "date", "act")
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__search", "successor__search", "act")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyRecordAdmin):
    list_display = ("user", "department", "since", "until")
    list_select_related = ("user", "department")
    search_fields = ("user__username", "user__last_name", "department__search")
