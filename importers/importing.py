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


class WouldRemove(Exception):
    """The document lacks so many of the entries it is about that a person has to say they may go."""

    def __init__(self, resolution: Resolution):
        super().__init__(len(resolution.missing), resolution.standing)
        self.resolution = resolution


def preview(upload: Upload, target: Target | None = None, *, replace: bool = False) -> Resolution:
    """What an import would do; writes nothing. UnreadableDocument where it cannot be done at all, WouldRemove
    where it would remove much and `replace` does not allow it."""
    target = target or Target()
    resolution = resolve(recognise(read(upload.data, upload.name), target.kind), target)
    if resolution.would_remove and not replace:
        raise WouldRemove(resolution)
    return resolution


@transaction.atomic
def import_document(
    upload: Upload, target: Target | None = None, *, user: User | None = None, replace: bool = False
) -> tuple[Resolution, ImportRun]:
    """Preview and apply in one transaction, so that what was compared is what is written."""
    resolution = preview(upload, target, replace=replace)
    return resolution, apply(resolution, upload, user=user)
