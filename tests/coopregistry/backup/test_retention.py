"""Which backups of a folder stay."""

from datetime import UTC, datetime
from pathlib import Path

from coopregistry.backup.retention import name_of, prune


def test_the_newest_stay_and_nothing_else_is_touched(tmp_path: Path) -> None:
    names = [
        name_of(datetime(2031, month, 1, 3, 30, tzinfo=UTC), encrypted)
        for month, encrypted in ((1, False), (2, True), (3, False))
    ]
    others = ["registry.zip", "registry-2031-01-01-033000.zip.partial", "notes.txt"]
    for name in (*names, *others):
        (tmp_path / name).touch()
    assert [path.name for path in prune(tmp_path, 2)] == names[:1]
    assert {path.name for path in tmp_path.iterdir()} == {*names[1:], *others}
    assert prune(tmp_path, 2) == []
