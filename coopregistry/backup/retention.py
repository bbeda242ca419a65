"""Backups in a folder: named by their time, the oldest removed."""

import re
from datetime import datetime
from pathlib import Path

_NAME = re.compile(r"registry-\d{4}-\d{2}-\d{2}-\d{6}\.zip(\.age)?")


def name_of(moment: datetime, is_encrypted: bool) -> str:
    return f"registry-{moment:%Y-%m-%d-%H%M%S}.zip{'.age' if is_encrypted else ''}"


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest of the files so named, and say which; whatever else lies there stays."""
    backups = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    old = backups[:-keep]
    for path in old:
        path.unlink()
    return old
