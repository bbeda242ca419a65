"""A file brought in by one call, as commands do: read, recognised, resolved and applied."""

from django.db import transaction

from coopregistry.models import User

from .applying import apply
from .documents.layouts import recognise
from .documents.readers import read
from .documents.target import Target
from .documents.upload import Upload
from .models import ImportRun
from .resolving.resolution import Resolution
from .resolving.resolver import resolve


def preview(upload: Upload, target: Target | None = None) -> Resolution:
    """What an import would do; writes nothing. UnreadableDocument where it cannot be done at all."""
    return resolve(recognise(read(upload.data, upload.name)), target or Target())


@transaction.atomic
def import_document(
    upload: Upload, target: Target | None = None, *, user: User | None = None
) -> tuple[Resolution, ImportRun]:
    """Preview and apply in one transaction, so that what was compared is what is written."""
    resolution = preview(upload, target)
    return resolution, apply(resolution, upload, user=user)
