"""The backup file: complete or not there, checked to the last byte, closed to those without its key."""

import zipfile
from pathlib import Path

import pyrage
import pytest

from coopregistry.backup.archive import BackupError, Manifest, reading, writing

LINES = ['["id","title"]', '[1,"Ярмарка"]']


def made(path: Path, recipient: str = "") -> Path:
    with writing(path, recipient) as archive:
        archive.write_table("events.Event", LINES, last_key=7)
        archive.write_manifest(
            Manifest(
                made_at="2031-01-01T00:00:00+00:00",
                database="sqlite",
                versions={},
                settings=[],
                migrations={},
                tables=archive.tables,
            )
        )
    return path


def key_in(folder: Path) -> tuple[Path, str]:
    identity = pyrage.x25519.Identity.generate()
    file = folder / "key.txt"
    file.write_text(f"# created: 2031-01-01\n# public key: {identity.to_public()}\n{identity}\n")
    return file, str(identity.to_public())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    with reading(made(tmp_path / "a.zip")) as archive:
        (table,) = archive.manifest.tables
        assert (table.label, table.rows, table.last_key) == ("events.Event", 1, 7)
        assert list(archive.lines(table)) == LINES


def test_only_the_owner_of_the_secret_key_reads_an_encrypted_one(tmp_path: Path) -> None:
    key, public = key_in(tmp_path)
    (tmp_path / "other").mkdir()
    other, _public = key_in(tmp_path / "other")
    path = made(tmp_path / "a.zip.age", public)
    assert "Ярмарка".encode() not in path.read_bytes()
    with reading(path, key) as archive:
        assert list(archive.lines(archive.manifest.tables[0])) == LINES
    for identity in (None, other):
        with pytest.raises(BackupError), reading(path, identity):
            pass


def test_a_backup_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    assert made(tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("recipient", ["age1nonsense", "a word"])
def test_a_wrong_public_key_leaves_no_file(tmp_path: Path, recipient: str) -> None:
    with pytest.raises(BackupError):
        made(tmp_path / "a.zip.age", recipient)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_no_file(tmp_path: Path) -> None:
    def lines():
        yield LINES[0]
        raise OSError("disk full")

    for recipient in ("", key_in(tmp_path)[1]):
        with pytest.raises(OSError, match="disk full"), writing(tmp_path / "a.zip", recipient) as archive:
            archive.write_table("events.Event", lines(), None)
    assert [path.name for path in tmp_path.iterdir()] == ["key.txt"]


def test_a_backup_replaces_no_other(tmp_path: Path) -> None:
    path = made(tmp_path / "a.zip")
    before = path.read_bytes()
    with pytest.raises(BackupError):
        made(path)
    assert path.read_bytes() == before


def test_any_changed_byte_is_found(tmp_path: Path) -> None:
    whole = made(tmp_path / "a.zip").read_bytes()
    broken = tmp_path / "broken.zip"
    for place in range(0, len(whole), 7):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            with reading(broken) as archive:
                said = [list(archive.lines(table)) for table in archive.manifest.tables]
        except BackupError:
            continue
        assert said == [LINES]  # a byte that says nothing: of a time, of an attribute


def test_a_table_that_was_exchanged_is_found(tmp_path: Path) -> None:
    """With a checksum of its own, as ZIP keeps, but not that of the manifest."""
    path, changed = made(tmp_path / "a.zip"), tmp_path / "changed.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for member in source.namelist():
            target.writestr(member, source.read(member).replace("Ярмарка".encode(), "Выставка".encode()))
    with pytest.raises(BackupError, match=r"events\.Event"), reading(changed):
        pass


@pytest.mark.parametrize("content", [b"", b"PK", b"not a backup", b"age-encryption.org/v1\n"])
def test_what_is_no_backup_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(BackupError), reading(path, key_in(tmp_path)[0]):
        pass
