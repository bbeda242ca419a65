"""How many files one user may leave waiting, and how large: users share the disk."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from coopregistry.models import User
from importers.documents.readers.guard import MEGABYTE
from importers.models import PendingImport

MOST_FILES = 300
MOST_BYTES = 500 * MEGABYTE


class OverQuota(Exception):
    """The file was not stored; the text says the figures and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a user's files that were not loaded take up, those set aside included."""

    files: int
    size: int


def held_by(user: User) -> Held:
    files = PendingImport.objects.filter(user=user).exclude(state=PendingImport.State.LOADED)
    totals = files.aggregate(files=Count("pk"), size=Sum("document__size"))
    return Held(files=totals["files"], size=totals["size"] or 0)


def check_quota(user: User, size: int) -> None:
    """Has to run in a transaction: it makes requests of one user wait for each other."""
    User.objects.select_for_update().filter(pk=user.pk).values_list("pk").first()
    held = held_by(user)
    if held.files >= MOST_FILES or held.size + size > MOST_BYTES:
        raise OverQuota(
            _(
                "You have %(files)s files that are not loaded yet, %(size)s; at most %(most_files)s files "
                "and %(most)s may wait. Load some of them, or delete what was set aside."
            )
            % {
                "files": held.files,
                "size": filesizeformat(held.size),
                "most_files": MOST_FILES,
                "most": filesizeformat(MOST_BYTES),
            }
        )
