"""Files people keep beside a record: stored in the database as uploaded, never parsed, only downloaded."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import User

_MB = 1024 * 1024


class KeptFile(models.Model):
    """`kept_beside` names the field of the record a file belongs to."""

    name = models.CharField(gettext_lazy("file name"), max_length=255)
    content = models.BinaryField(gettext_lazy("content"))
    size = models.PositiveIntegerField(gettext_lazy("size, bytes"))
    sha256 = models.CharField(gettext_lazy("checksum"), max_length=64)
    added_at = models.DateTimeField(gettext_lazy("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("added by"),
    )

    kept_beside = ""

    class Meta:
        abstract = True
        # Sums are read off the index: in the table the size of a file lies behind its content.
        indexes = [models.Index(fields=["added_by", "size"], name="%(class)s_by_user")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, upload: UploadedFile, user: User, **fields: Any) -> Self:
        """Unsaved. A name that is too long loses its beginning: the end says of what kind the file is."""
        content = upload.read()
        longest = cls._meta.get_field("name").max_length
        return cls(
            name=(upload.name or "").replace("\0", "")[-longest:],
            content=content,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            added_by=user,
            **fields,
        )


def check_room(uploads: Iterable[UploadedFile], *, user: User, beside: models.Model | None = None) -> None:
    """ValidationError, with figures and what to do, where the files exceed what may be kept beside the
    record, by the user or in the whole registry. Removed files count: they can be put back. Two requests at
    once may exceed it together, by the size of one."""
    size = sum(upload.size or 0 for upload in uploads)
    if not size:
        return
    if beside is not None and beside.pk:
        _check(
            _held_beside(beside),
            size,
            settings.FILES_PER_RECORD,
            _("Files of one record may have %(most)s in all; %(held)s are kept. Add only what is needed."),
        )
    _check(
        _total(added_by=user),
        size,
        settings.FILES_PER_USER,
        _("You have added files of %(held)s; one user may add %(most)s. Tell the administrator."),
    )
    _check(
        _total(),
        size,
        settings.FILES_IN_ALL,
        _("Files of the registry have %(held)s; at most %(most)s are kept. Tell the administrator."),
    )


def kept_files() -> Iterator[type[KeptFile]]:
    return (model for model in apps.get_models() if issubclass(model, KeptFile))


def _held_beside(record: models.Model) -> int:
    held = 0
    for model in kept_files():
        if isinstance(record, model._meta.get_field(model.kept_beside).related_model):
            held += _sum(model, **{model.kept_beside: record})
    return held


def _total(**only: Any) -> int:
    return sum(_sum(model, **only) for model in kept_files())


def _sum(model: type[KeptFile], **only: Any) -> int:
    total: int | None = model._base_manager.filter(**only).aggregate(size=Sum("size"))["size"]
    return total or 0


def _check(held: int, size: int, most: int, refusal: str) -> None:
    """`most` in megabytes; 0: without limit."""
    if most and held + size > most * _MB:
        sizes = {"held": filesizeformat(held), "most": filesizeformat(most * _MB)}
        raise ValidationError(refusal % sizes, code="no-room")
