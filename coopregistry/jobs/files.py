"""Files that jobs make: in parts, so that nobody holds one whole in memory; deleted after JOB_FILE_HOURS."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone

from coopregistry.models import Job, JobFile, JobFilePart

_PART = 1024 * 1024  # bytes


def keep_file(job: Job, source: BinaryIO, name: str, content_type: str) -> dict[str, Any]:
    """The result of a job that made this file. Each part is a short transaction of its own; an attempt that
    is repeated keeps a file of its own, and the one left behind goes with the old ones."""
    file = JobFile.objects.create(job=job, name=name, content_type=content_type)
    source.seek(0)
    number = 0
    while data := source.read(_PART):
        JobFilePart.objects.create(file=file, number=number, content=data)
        number += 1
    file.size = source.tell()
    file.save(update_fields=["size"])
    return {"file": file.pk}


def file_of(job: Job) -> JobFile | None:
    """The file a finished job made, as long as it is kept."""
    key = (job.result or {}).get("file") if job.state == Job.State.DONE else None
    return JobFile.objects.filter(pk=key, job=job).first() if key else None


def parts_of(file: JobFile) -> Iterator[bytes]:
    number = 0
    while part := JobFilePart.objects.filter(file=file, number=number).first():
        yield bytes(part.content)
        number += 1


def kept_until(file: JobFile) -> datetime:
    return file.made_at + _kept_for()


def delete_old_files() -> None:
    JobFile.objects.filter(made_at__lt=timezone.now() - _kept_for()).delete()


def _kept_for() -> timedelta:
    return timedelta(hours=settings.JOB_FILE_HOURS)
