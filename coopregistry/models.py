"""Users, the history of every record, and work done outside requests."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .signing_in.models import (  # noqa: F401 -- Django looks for models here
    ExternalIdentity,
    LimitCount,
    RecoveryCode,
    SecondFactor,
)


class User(AbstractUser):
    """A person of a department or of the coordinating one; groups give the permissions."""

    middle_name = models.CharField(_("patronymic"), max_length=150, blank=True)
    phone = models.CharField(_("office telephone"), max_length=100, blank=True)
    # Known to whoever set it: the user must choose another before anything else.
    password_is_temporary = models.BooleanField(_("the password is for one use"), default=False)

    # A session holds as long as it is of this generation.
    session_generation = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django compares with the session at each request: the password, and the generation."""
        bound = f"{self.password}{self.session_generation or ''}"
        return salted_hmac(
            "coopregistry.models.User.session", bound, secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)


class ChangeSet(models.Model):
    """The changes of one request, command or import: the unit of history and undo. Append-only."""

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

    change_set = models.ForeignKey(ChangeSet, models.PROTECT, related_name="changes")
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


class SignIn(models.Model):
    """Somebody signed in or out, or tried to. Append-only, and names its account by number, as the history
    does records, so that it outlives the account."""

    class Outcome(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        REFUSED = "refused", _("wrong name or password")
        LOCKED = "locked", _("refused: too many attempts")
        SIGNED_OUT = "signed_out", _("signed out")

    made_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    # Of the account that was meant; where there is none, what was typed is not kept: it may be a password.
    account = models.BigIntegerField(_("number of the account"), null=True, db_index=True)
    username = models.CharField(_("user name"), max_length=150, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, db_index=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.made_at:%d.%m.%Y %H:%M} {self.username}: {self.get_outcome_display()}"


class Seal(models.Model):
    """A link of the chain of hashes over the journal, see coopregistry/journal. Append-only.

    `records`: of each row its key, 8 bytes, and the SHA-256 of what it says, 32 bytes, in the order of keys.
    `hash` covers them and the hash of the link before.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    format = models.PositiveSmallIntegerField(_("format"))
    journal = models.CharField(_("journal"), max_length=20)
    first = models.BigIntegerField(_("first row"))
    last = models.BigIntegerField(_("last row"))
    records = models.BinaryField(_("rows and their hashes"))
    made_at = models.DateTimeField(_("when"))
    previous = models.CharField(_("hash before"), max_length=64, unique=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("seal of the journal")
        verbose_name_plural = _("seals of the journal")
        ordering = ["-number"]
        indexes = [models.Index(fields=["journal", "last"], name="seal_of_journal")]

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


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


class Job(models.Model):
    """Work done by a worker outside the request that asked for it. Written in short transactions alone, see
    coopregistry/jobs; an attempt that was taken from its worker cannot close the job any more."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for its turn")
        RUNNING = "running", _("is being done")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    UNFINISHED = (State.WAITING, State.RUNNING)

    task = models.CharField(_("task"), max_length=200)  # path of the function
    arguments = models.JSONField(_("arguments"), default=dict)  # {"args": […], "kwargs": {…}}
    title = models.CharField(_("what it is about"), max_length=500, blank=True)
    # One unfinished job of a key: whoever asks for the same again gets it.
    key = models.CharField(_("key"), max_length=100, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="jobs",
        verbose_name=_("who"),
    )
    language = models.CharField(_("language"), max_length=10)
    back = models.CharField(_("page it was asked from"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    stage = models.CharField(_("stage"), max_length=200, blank=True)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), null=True, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)  # in words for the user
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    worker = models.CharField(_("worker"), max_length=100, blank=True)
    lease_until = models.DateTimeField(_("the worker's until"), null=True, blank=True)
    cancel_requested = models.BooleanField(_("is to be cancelled"), default=False)
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    started_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "run_after"], name="job_queue"),
            models.Index(fields=["user", "started_at"], name="job_turn"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state__in=("waiting", "running")) & ~models.Q(key=""),
                name="job_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.task

    @property
    def is_finished(self) -> bool:
        return self.state not in self.UNFINISHED

    @property
    def is_repeated(self) -> bool:
        """Interrupted, and waiting to be begun again."""
        return self.state == self.State.WAITING and self.attempts > 0


class JobFile(models.Model):
    """A file that a job made for whoever asked, see coopregistry/jobs/files."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="files", verbose_name=_("job"))
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size, bytes"), default=0)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("file made by a job")
        verbose_name_plural = _("files made by jobs")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class JobFilePart(models.Model):
    """A megabyte of such a file."""

    file = models.ForeignKey(JobFile, models.CASCADE, related_name="parts", verbose_name=_("file"))
    number = models.PositiveIntegerField(_("number"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("part of a file made by a job")
        verbose_name_plural = _("parts of files made by jobs")
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="job_file_part_once")]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.number}"


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
