"""Records of this app that are written elsewhere, to be looked up in the admin."""

from django.contrib import admin

from coopregistry.admin_base import KeptAdmin

from ..models import (
    AgreementFile,
    AgreementParty,
    AgreementWording,
    DepartmentWording,
    Membership,
    Succession,
)


@admin.register(DepartmentWording)
class DepartmentWordingAdmin(KeptAdmin):
    list_display = ("text", "department")
    list_select_related = ("department",)
    search_fields = ("folded", "department__search")


@admin.register(AgreementWording)
class AgreementWordingAdmin(KeptAdmin):
    list_display = ("text", "agreement")
    list_select_related = ("agreement",)
    search_fields = ("folded", "agreement__search")


@admin.register(AgreementParty)
class AgreementPartyAdmin(KeptAdmin):
    list_display = ("partner", "agreement", "organ")
    list_select_related = ("partner", "agreement")
    search_fields = ("partner__search", "agreement__search")


@admin.register(AgreementFile)
class AgreementFileAdmin(KeptAdmin):
    list_display = ("name", "agreement", "size", "added_at", "added_by")
    list_select_related = ("agreement", "added_by")
    search_fields = ("name", "agreement__search", "sha256")


@admin.register(Succession)
class SuccessionAdmin(KeptAdmin):
    list_display = ("predecessor", "successor", "date", "act")
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__search", "successor__search", "act")


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    list_display = ("user", "department", "since", "until")
    list_select_related = ("user", "department")
    search_fields = ("user__username", "user__last_name", "department__search")
