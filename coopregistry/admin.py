"""Users and the history in the admin."""

from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import (
    Backup,
    Change,
    ChangeSet,
    IntegrityRun,
    Job,
    JobFile,
    JobFilePart,
    KeptAnswer,
    ReferenceLoad,
    Seal,
    SignIn,
    User,
)
from .signing_in.models import ExternalIdentity, LimitCount, RecoveryCode, SecondFactor


@admin.register(User)
class RegistryUserAdmin(UserAdmin):
    """Users. Their departments are edited on the page of the department."""

    list_display = ("username", "last_name", "first_name", "middle_name", "email", "is_active", "is_staff")
    ordering = ("last_name", "first_name", "username")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Personal info"), {"fields": ("last_name", "first_name", "middle_name", "email")}),
        (_("Permissions"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )


class ChangeInline(admin.TabularInline):
    model = Change
    fields = ("model", "record", "action", "before", "after")
    readonly_fields = fields
    extra = 0
    max_num = 0
    can_delete = False
    verbose_name_plural = _("first 200 changes")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).order_by("id")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)

        class FirstChangesFormSet(formset):
            def get_queryset(self):
                return super().get_queryset()[:200]

        return FirstChangesFormSet


class ReadOnlyAdmin(admin.ModelAdmin):
    """Records that are never edited by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(ChangeSet)
class ChangeSetAdmin(ReadOnlyAdmin):
    """The history, newest first."""

    list_display = ("made_at", "user", "reason", "change_count", "undoes")
    list_display_links = ("made_at",)
    list_select_related = ("user", "undoes")
    list_filter = (("user", admin.RelatedOnlyFieldListFilter),)
    date_hierarchy = "made_at"
    search_fields = ("reason",)
    show_full_result_count = False
    inlines = (ChangeInline,)
    readonly_fields = ("made_at", "user", "reason", "undoes")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(count=models.Count("changes"))

    @admin.display(description=_("changes"), ordering="count")
    def change_count(self, change_set: ChangeSet) -> int:
        return change_set.count


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("model", "record", "action", "change_set")
    list_select_related = ("change_set",)
    list_filter = ("action", "model")
    search_fields = ("=record", "change_set__reason")
    show_full_result_count = False


@admin.register(SignIn)
class SignInAdmin(ReadOnlyAdmin):
    list_display = ("made_at", "username", "address", "outcome")
    list_filter = ("outcome",)
    date_hierarchy = "made_at"
    search_fields = ("username", "address")
    show_full_result_count = False


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    list_display = ("number", "made_at", "journal", "first", "last", "hash")
    list_filter = ("journal",)
    search_fields = ("hash",)
    fields = ("number", "format", "journal", "first", "last", "made_at", "previous", "hash")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("records")


@admin.register(AccessAttempt)
class LockOutAdmin(ReadOnlyAdmin):
    """Who is locked out, or about to be. What was typed as a name is shown where an account has it."""

    list_display = ("attempt_time", "account", "ip_address", "failures_since_start")
    search_fields = ("ip_address",)
    fields = readonly_fields = ("attempt_time", "account", "ip_address", "failures_since_start")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        account = User.objects.filter(username=models.OuterRef("username")).values("username")
        return super().get_queryset(request).annotate(account=models.Subquery(account))

    @admin.display(description=_("user name"), ordering="account")
    def account(self, attempt: AccessAttempt) -> str | None:
        return attempt.account


@admin.register(KeptAnswer)
class KeptAnswerAdmin(ReadOnlyAdmin):
    """Without what was answered: it is the user's."""

    list_display = ("made_at", "user", "status")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "made_at", "status")


@admin.register(ReferenceLoad)
class ReferenceLoadAdmin(ReadOnlyAdmin):
    list_display = ("name", "loaded_at", "checksum")
    search_fields = ("name", "checksum")


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("title", "state", "user", "attempts", "created_at", "started_at", "ended_at")
    list_select_related = ("user",)
    list_filter = ("state", "task")
    search_fields = ("title", "task", "error", "worker")
    show_full_result_count = False


@admin.register(JobFile)
class JobFileAdmin(ReadOnlyAdmin):
    """Without what it holds: that is the user's."""

    list_display = ("name", "job", "size", "made_at")
    list_select_related = ("job",)
    search_fields = ("name", "job__title")


@admin.register(JobFilePart)
class JobFilePartAdmin(ReadOnlyAdmin):
    list_display = ("file", "number")
    list_select_related = ("file",)
    search_fields = ("file__name",)
    fields = list_display

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("content")


@admin.register(Backup)
class BackupAdmin(ReadOnlyAdmin):
    list_display = ("made_at", "path", "size", "rows", "seconds", "is_encrypted", "error")
    search_fields = ("path", "error")


@admin.register(IntegrityRun)
class IntegrityRunAdmin(ReadOnlyAdmin):
    list_display = ("made_at", "count", "seconds", "checks")
    search_fields = ("faults",)


@admin.register(LimitCount)
class LimitCountAdmin(ReadOnlyAdmin):
    list_display = ("began_at", "count", "key")
    search_fields = ("=key",)


@admin.register(SecondFactor)
class SecondFactorAdmin(ReadOnlyAdmin):
    """A lost one is removed on the page of its user."""

    list_display = ("user", "kind", "name", "made_at", "used_at")
    list_select_related = ("user",)
    list_filter = ("kind",)
    search_fields = ("user__username", "user__last_name")
    fields = list_display


@admin.register(RecoveryCode)
class RecoveryCodeAdmin(ReadOnlyAdmin):
    list_display = ("user", "made_at", "used_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__last_name")
    fields = list_display


@admin.register(ExternalIdentity)
class ExternalIdentityAdmin(ReadOnlyAdmin):
    list_display = ("user", "issuer", "subject", "made_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__last_name", "=subject")
