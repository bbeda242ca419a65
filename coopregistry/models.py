"""Users, and the history of every record."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person of a department or of the coordinating one; groups give the permissions."""

    middle_name = models.CharField(_("patronymic"), max_length=150, blank=True)
    # Known to whoever set it: the user must choose another before anything else.
    password_is_temporary = models.BooleanField(_("the password is for one use"), default=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)


class ChangeSet(models.Model):
    """The changes of one request, command or import: the unit of history and undo."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="change_sets",
        verbose_name=_("who"),
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("undoes")
    )

    class Meta:
        verbose_name = _("change set")
        verbose_name_plural = _("history")
        ordering = ["-id"]

    def __str__(self) -> str:
        return _("change set no. %(number)s") % {"number": self.pk}


class Change(models.Model):
    """One record before and after: the fields that differ, or all of a created or deleted record.
    Append-only."""

    class Action(models.TextChoices):
        CREATE = "create", _("created")
        UPDATE = "update", _("changed")
        DELETE = "delete", _("deleted")

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="changes")
    model = models.CharField(_("kind of record"), max_length=100)
    record = models.BigIntegerField(_("record"))
    owner_model = models.CharField(max_length=100, blank=True)
    owner_record = models.BigIntegerField(null=True, blank=True)
    action = models.CharField(_("what was done"), max_length=6, choices=Action)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["model", "record", "id"], name="change_of_record"),
            models.Index(fields=["owner_model", "owner_record", "id"], name="change_of_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(action="create", before__isnull=True, after__isnull=False)
                | models.Q(action="update", before__isnull=False, after__isnull=False)
                | models.Q(action="delete", before__isnull=False, after__isnull=True),
                name="change_has_its_sides",
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.record}: {self.get_action_display()}"


class ReferenceLoad(models.Model):
    """The checksum of loaded reference files, so that they are not loaded again."""

    name = models.CharField(max_length=100, unique=True)
    checksum = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("loaded reference file")
        verbose_name_plural = _("loaded reference files")

    def __str__(self) -> str:
        return self.name


class KeptAnswer(models.Model):
    """How a request that may be sent again was answered, so that it is done once; kept for a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="kept_answers", verbose_name=_("user"))
    key = models.CharField(_("key of the request"), max_length=100)
    fingerprint = models.CharField(_("fingerprint of its content"), max_length=64)
    status = models.PositiveSmallIntegerField(_("status"), default=0)
    headers = models.JSONField(_("headers"), default=dict)
    body = models.TextField(_("answer"), blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="request_answered_once")]

    def __str__(self) -> str:
        return self.key


class Backup(models.Model):
    """A run of the backup command: when the last one succeeded, and why one failed."""

    made_at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    path = models.TextField(_("file"))
    is_encrypted = models.BooleanField(_("encrypted"), default=False)
    size = models.BigIntegerField(_("size, bytes"), null=True)
    rows = models.BigIntegerField(_("rows"), null=True)
    seconds = models.FloatField(_("seconds"), null=True)
    error = models.TextField(_("why it failed"), blank=True)

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.path


class IntegrityRun(models.Model):
    """A run of check_registry; `faults` holds the first of them."""

    made_at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    seconds = models.FloatField(_("seconds"))
    checks = models.JSONField(_("checks"), default=list)
    count = models.PositiveIntegerField(_("differences"))
    faults = models.JSONField(_("what differs"), default=list)

    class Meta:
        verbose_name = _("check of the registry")
        verbose_name_plural = _("checks of the registry")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at:%d.%m.%Y %H:%M}"
