"""A backup file: a ZIP with a manifest and a member for each table, encrypted with age where a key is given.

Nothing is read from it before all checksums agree. `age` and any ZIP program open it without the registry.
"""

import hashlib
import io
import json
import os
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import pyrage
from django.utils.translation import gettext as _

FORMAT = 1
_MANIFEST = "manifest.json"
_AGE_MAGIC = b"age-encryption.org/"


class BackupError(Exception):
    """In words: what was found, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`sha256`: of its lines, each with its line break; `last_key`: the highest ever given, which must not be
    given again, as the history names records by their keys."""

    label: str
    rows: int
    sha256: str
    last_key: int | None = None

    @property
    def member(self) -> str:
        return f"tables/{self.label}.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`migrations`: those applied, by application; `settings`: variables the site was run with."""

    made_at: str
    database: str
    versions: dict[str, str]
    settings: list[str]
    migrations: dict[str, list[str]]
    tables: list[Table] = field(default_factory=list)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        try:
            said: dict[str, Any] = json.loads(text)
            if said["format"] != FORMAT:
                raise BackupError(_("This backup was made by a newer version. Restore it with that version."))
            return cls(**{**said, "tables": [Table(**table) for table in said["tables"]]})
        except (ValueError, KeyError, TypeError) as error:
            raise BackupError(_("The manifest of the backup cannot be read. The file is damaged.")) from error


class ArchiveWriter:
    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self.tables: list[Table] = []

    def write_table(self, label: str, lines: Iterable[str], last_key: int | None) -> None:
        digest, rows = hashlib.sha256(), -1  # the first line names the columns
        with self._archive.open(f"tables/{label}.jsonl", "w", force_zip64=True) as member:
            for line in lines:
                data = f"{line}\n".encode()
                digest.update(data)
                member.write(data)
                rows += 1
        self.tables.append(Table(label=label, rows=rows, sha256=digest.hexdigest(), last_key=last_key))

    def write_manifest(self, manifest: Manifest) -> None:
        self._archive.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


@contextmanager
def writing(path: Path, recipient: str = "") -> Iterator[ArchiveWriter]:
    """The file appears under its name only when it is complete, readable by its owner alone. `recipient`: an
    age public key; who holds its secret key, and nobody else, can read the file."""
    if path.exists():
        raise BackupError(_("%s is there already. A backup never replaces another.") % path)
    partial = path.with_name(f"{path.name}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            with _encrypting(target, recipient) as stream, _zip(stream) as archive:
                yield ArchiveWriter(archive)
            target.flush()
            os.fsync(target.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _zip(stream: IO[bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6)


@contextmanager
def _encrypting(target: IO[bytes], recipient: str) -> Iterator[IO[bytes]]:
    """Encrypts in a thread what is written, so that nothing readable ever lies on the disk."""
    if not recipient:
        yield target
        return
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise BackupError(
            _("“%s” is no public key of age; such keys begin with age1.") % recipient
        ) from error
    reading, feeding = os.pipe()
    failures: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(reading, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, target, [key])
            except BaseException as error:  # raised again where the thread is waited for
                failures.append(error)

    thread = threading.Thread(target=encrypt)
    thread.start()
    try:
        with os.fdopen(feeding, "wb") as stream:
            yield stream
    finally:
        thread.join()
    if failures:
        raise failures[0]


class ArchiveReader:
    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self.manifest = Manifest.from_json(archive.read(_MANIFEST))

    def lines(self, table: Table) -> Iterator[str]:
        with self._archive.open(table.member) as member:
            for line in io.TextIOWrapper(member, encoding="utf-8", newline="\n"):
                yield line.rstrip("\n")

    def verify(self) -> None:
        for table in self.manifest.tables:
            digest = hashlib.sha256()
            with self._archive.open(table.member) as member:
                while part := member.read(1 << 20):
                    digest.update(part)
            if digest.hexdigest() != table.sha256:
                raise BackupError(
                    _("%s is damaged: its checksum differs. Take another backup.") % table.label
                )


@contextmanager
def reading(path: Path, identity: Path | None = None) -> Iterator[ArchiveReader]:
    """Checked to the last byte. `identity`: the file with the secret key, as age-keygen writes it."""
    try:
        with path.open("rb") as file, _decrypted(file, identity) as plain, zipfile.ZipFile(plain) as archive:
            reader = ArchiveReader(archive)
            reader.verify()
            yield reader
    except OSError as error:
        raise BackupError(_("%(file)s cannot be read: %(why)s.") % {"file": path, "why": error}) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, KeyError, EOFError) as error:
        raise BackupError(_("%s is no backup, or it is damaged. Take another backup.") % path) from error


@contextmanager
def _decrypted(file: IO[bytes], identity: Path | None) -> Iterator[IO[bytes]]:
    is_encrypted = file.read(len(_AGE_MAGIC)) == _AGE_MAGIC
    file.seek(0)
    if not is_encrypted:
        yield file
        return
    if identity is None:
        raise BackupError(_("The backup is encrypted. Name the file with its secret key: --identity FILE."))
    with tempfile.TemporaryFile() as plain:
        try:
            pyrage.decrypt_io(file, plain, [_secret_key(identity)])
        except pyrage.DecryptError as error:
            raise BackupError(_("The backup was encrypted for another key, or it is damaged.")) from error
        plain.seek(0)
        yield plain


def _secret_key(identity: Path) -> pyrage.x25519.Identity:
    lines = identity.read_text().splitlines()
    key = next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
    try:
        return pyrage.x25519.Identity.from_str(key)
    except pyrage.IdentityError as error:
        raise BackupError(_("%s holds no secret key of age.") % identity) from error
