"""The disks the registry grows on: large work is refused while there is room to sign in and enter rows."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

_MB = 1024 * 1024


class DiskNearlyFull(Exception):
    """Answered by a page of status 503, or a problem of the API."""


def data_folder() -> Path:
    """The disk the database grows on; that of another machine is not known here."""
    file = Path(str(connection.settings_dict["NAME"]))
    return file.parent if connection.vendor == "sqlite" and file.is_file() else Path(settings.BASE_DIR)


def is_nearly_full(coming: int = 0) -> bool:
    """Whether less than MIN_FREE_DISK would be free with `coming` bytes more."""
    free = min(shutil.disk_usage(folder).free for folder in (data_folder(), Path(tempfile.gettempdir())))
    return free - coming < settings.MIN_FREE_DISK * _MB


def require_room(coming: int = 0) -> None:
    if is_nearly_full(coming):
        raise DiskNearlyFull
