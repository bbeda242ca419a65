"""Uploaded files, what became of them, and which source row became which record."""

import re
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner
from coopregistry.models import ChangeSet
from events.labels import KIND_LABELS
from events.models import Entry, Report
from events.period import Period

from .column_lessons import ColumnLesson as ColumnLesson  # where Django looks for models
from .documents.upload import Upload

# A reader that reports nothing for so long is taken for dead.
SILENCE = timedelta(seconds=20)
# Characters no file name may have on some systems
_NOT_IN_NAMES = re.compile(r'[\\:*?"<>|\x00-\x1f]+')


class SourceDocument(models.Model):
    """A file as it came, kept unchanged in the database: one transaction and one backup hold everything."""

    sha256 = models.CharField(_("checksum"), max_length=64, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size, bytes"))
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        verbose_name = _("source file")
        verbose_name_plural = _("source files")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, upload: Upload) -> "SourceDocument":
        """The stored file of these bytes: one record, however often they come and under whatever name."""
        source, _created = cls.objects.get_or_create(
            sha256=upload.sha256,
            defaults={"name": upload.name[-255:], "content": upload.data, "size": len(upload.data)},
        )
        return source

    @property
    def file_name(self) -> str:
        """Without the folders that the command line names."""
        return bare_name(self.name)


def bare_name(name: str) -> str:
    return _NOT_IN_NAMES.sub(" ", name.rpartition("/")[2])


class ImportRun(models.Model):
    """One reading of one file into the registry."""

    class Status(models.TextChoices):
        IMPORTED = "imported", _("imported")
        UPDATED = "updated", _("updated")
        UNCHANGED = "unchanged", _("unchanged")

    document = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="runs", verbose_name=_("source file")
    )
    report = models.ForeignKey(Report, models.PROTECT, related_name="import_runs", verbose_name=_("report"))
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_runs",
        verbose_name=_("rows of this body alone"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_runs",
        verbose_name=_("who"),
    )
    change_set = models.OneToOneField(
        ChangeSet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_run",
        verbose_name=_("change set"),
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    status = models.CharField(_("outcome"), max_length=20, choices=Status)
    layout = models.CharField(_("layout"), max_length=50)
    counts = models.JSONField(_("rows"), default=dict)
    issues = models.JSONField(_("remarks"), default=list)
    # Its rows are still to be matched with those of other documents, see batch/matching
    awaits_matching = models.BooleanField(_("to be matched"), db_default=False, editable=False)
    # What an undo could not restore: [{"label": …, "why": …}]
    refused = models.JSONField(_("left by the undo"), default=list, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(awaits_matching=True), name="import_to_be_matched")
        ]

    def __str__(self) -> str:
        return f"{self.document} → {self.report}"

    @property
    def is_undone(self) -> bool:
        """Selects `change_set__undone_by` first where there are many."""
        return self.change_set is not None and hasattr(self.change_set, "undone_by")


class PendingImport(models.Model):
    """An uploaded file, what it is about and what was corrected before loading. What loading would do is
    worked out from the bytes and the registry each time it is shown."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be loaded")
        LOADED = "loaded", _("loaded")
        KEPT = "kept", _("kept unread")
        DISCARDED = "discarded", _("set aside")

    class Stage(models.TextChoices):
        """How far reading has come. What a stopped server left unfinished is read again."""

        GIVEN = "given", _("waits to be read")
        OPENING = "opening", _("the file is opened")
        RECOGNISING = "recognising", _("the table is read")
        COMPARING = "comparing", _("the rows are compared with the registry")
        READ = "read", _("read")

    document = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="pending", verbose_name=_("source file")
    )
    name = models.CharField(_("file name"), max_length=255)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="pending_imports", verbose_name=_("who")
    )
    kind = models.CharField(
        _("kind"),
        max_length=30,
        blank=True,
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
    )
    period_code = models.CharField(_("period"), max_length=16, blank=True)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pending_imports",
        verbose_name=_("rows of this body alone"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about one partner alone"),
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about one agreement alone"),
    )
    choices = models.JSONField(_("corrections"), default=dict, blank=True)  # see uploads/corrections
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    # What the document says of itself, once it is read
    own_kind = models.CharField(
        _("kind by the document"),
        max_length=30,
        blank=True,
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
    )
    own_period = models.CharField(_("period by the document"), max_length=16, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.GIVEN)
    stage_at = models.DateTimeField(_("stage reached at"), null=True, blank=True)
    row_count = models.PositiveIntegerField(_("rows"), null=True, blank=True)  # None: could not be read
    error_count = models.PositiveIntegerField(_("rows with errors"), default=0)
    format = models.CharField(_("kind of file"), max_length=20, blank=True)  # of a file that is no document
    blocker = models.JSONField(_("why it cannot be loaded"), default=dict, blank=True)  # a DocumentIssue
    # {name as written: [rows, close names]}
    spellings = models.JSONField(_("unknown spellings"), default=dict, blank=True)
    # The import that left these rows behind, to be corrected and loaded later
    rest_of = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rests",
        verbose_name=_("rest of the import"),
    )
    run = models.OneToOneField(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pending",
        verbose_name=_("import"),
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("file to be imported")
        verbose_name_plural = _("files to be imported")
        ordering = ["-id"]
        constraints = [
            # A file uploaded again is taken up where it was left.
            models.UniqueConstraint(
                fields=["document", "user"],
                condition=models.Q(state="waiting"),
                name="pending_import_once",
                violation_error_message=_("This file waits to be loaded already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """Which document it is, as far as known."""
        kinds = dict(self._meta.get_field("kind").choices)
        kind, code = self.own_kind or self.kind, self.own_period or self.period_code
        words = [str(kinds[kind])] if kind else []
        return ", ".join([*words, *([Period.parse(code).title] if code else [])])

    @property
    def is_under_way(self) -> bool:
        """Whether it seems to be being read now."""
        stages = (self.Stage.OPENING, self.Stage.RECOGNISING, self.Stage.COMPARING)
        return (
            self.state == self.State.WAITING
            and self.stage in stages
            and self.stage_at is not None
            and timezone.now() - self.stage_at < SILENCE
        )

    @property
    def is_to_be_read(self) -> bool:
        return self.state == self.State.WAITING and self.stage != self.Stage.READ


class KeptReading(models.Model):
    """What reading a waiting file gave: its document, and the values of its rows by what they were read from.
    It can be made again at any time."""

    pending = models.OneToOneField(
        PendingImport, models.CASCADE, related_name="reading", verbose_name=_("file to be imported")
    )
    rules = models.CharField(_("read by"), max_length=64)  # see uploads/kept_reading
    document = models.BinaryField(_("document"))
    values = models.BinaryField(_("values"))
    made_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("kept reading")
        verbose_name_plural = _("kept readings")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.pending)


class ImportedRow(models.Model):
    """A row of a source file and the entry it became."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", verbose_name=_("import"))
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="imported_rows", verbose_name=_("row of the report")
    )
    table = models.PositiveIntegerField(_("table"))
    row = models.PositiveIntegerField(_("row"))
    columns = models.JSONField(_("columns"), default=dict)  # {role: column from 1}

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["run", "table", "row"]
        constraints = [models.UniqueConstraint(fields=["run", "table", "row"], name="imported_row_once")]

    def __str__(self) -> str:
        return _("table %(table)s, row %(row)s") % {"table": self.table, "row": self.row}
