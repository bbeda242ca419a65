#!/usr/bin/env python3
"""Shows that this version answers as a former one did: compare.py REVISION

The former version fills a demo database, which this version migrates. Both are then asked every address as
every role, and every command; imports of the former version are undone and made again. On SQLite and, where
its binaries are, on PostgreSQL. Exits with 1 on any difference.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from answers import Kept
from databases import Postgresql, Sqlite
from differences import compare, told

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
REAL = ROOT.parent / "shared" / "documents"
_STARTED = time.monotonic()
INSIDE = "--inside"  # of tests/with_postgresql


class Version:
    """A checkout and the interpreter its code runs with."""

    def __init__(self, name: str, checkout: Path, python: str):
        self.name, self.checkout, self._python = name, checkout, python

    def start(self, script: str, database: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
        paths = [str(self.checkout), str(HERE)]
        environment = os.environ | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "coopregistry.settings",
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        environment.pop("SECRET_KEY", None)
        command = [self._python, HERE / script, *arguments]
        return subprocess.Popen(command, cwd=self.checkout, env=environment)

    def run(self, script: str, database: str, *arguments: str | Path) -> None:
        _finish([self.start(script, database, *arguments)])


def _finish(started: list[subprocess.Popen[bytes]]) -> None:
    codes = [one.wait() for one in started]
    if any(codes):
        raise SystemExit(f"{' '.join(map(str, started[0].args[1:2]))} failed: the reason stands above")


def former_version(revision: str, folder: Path) -> Version:
    """Its files without their history; with an environment of its own where it needs other packages."""
    checkout = folder / "former"
    checkout.mkdir()
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", checkout], input=packed, check=True)
    requirements = "requirements.txt"
    if (checkout / requirements).read_bytes() == (ROOT / requirements).read_bytes():
        return Version("former", checkout, sys.executable)
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", checkout / requirements], check=True)
    return Version("former", checkout, str(environment / "bin" / "python"))


def gather_documents(former: Version, folder: Path) -> Path:
    """Samples of the former version and, where they are, the real documents; both versions say their path."""
    documents = folder / "documents"
    shutil.copytree(former.checkout / "samples" / "documents", documents / "samples")
    shutil.copytree(former.checkout / "samples" / "letters", documents / "letters")
    (documents / "real").mkdir()
    for document in sorted(REAL.glob("*.txt")):
        shutil.copy(document, documents / "real")
    return documents


def compare_on(
    database: Sqlite | Postgresql,
    former: Version,
    new: Version,
    folder: Path,
    *,
    names: str = "",
    text_only: bool = False,
) -> bool:
    documents = gather_documents(former, folder)
    notes = folder / "notes.json"
    database.make("demo")
    _say(database.name, "the former version makes its demo database")
    former.run("demo.py", database.url("demo"), documents, notes)
    for version in (former, new):
        database.copy("demo", version.name)
    new.run("migrate.py", database.url("new"))
    answers = {version.name: folder / f"answers-{version.name}" for version in (former, new)}
    for script, arguments in (("capture.py", (documents, *([names] if names else []))), ("undoing.py", ())):
        _say(database.name, f"{script.removesuffix('.py')} of both versions")
        # At the same time: neither knows of the other, and there are two cores nearly everywhere.
        _finish(
            [
                version.start(script, database.url(version.name), notes, answers[version.name], *arguments)
                for version in (former, new)
            ]
        )
    found = compare(Kept(answers["former"]), Kept(answers["new"]), text_only=text_only)
    for line in told(found, database.name):
        print(line)
    broken = json.loads((answers["new"] / "broken.json").read_text())
    for line in broken:
        print(f"  {line}")
    print(f"  undone and imported again: {'NOT as it was' if broken else 'as it was'}")
    for line in json.loads((answers["new"] / "uncovered.json").read_text()):
        print(f"  NOT COVERED: {line}")
    return found.is_equal and not broken


def _say(database: str, what: str) -> None:
    print(f"== {database}: {what} ({time.monotonic() - _STARTED:.0f} s)", flush=True)


def on_postgresql() -> int:
    """This program once more, with a throw-away server around it."""
    again = [sys.executable, __file__, *sys.argv[1:], INSIDE]
    return subprocess.run([ROOT / "tests" / "with_postgresql", *again], check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("revision", help="of the former version, as git names it")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument(
        "--html-only-text",
        action="store_true",
        help="of pages compare the words, not the elements around them",
    )
    parser.add_argument(
        "--addresses",
        metavar="REGEX",
        default="",
        help="only those of such a name, such as “events:entry”, and no commands: minutes are saved",
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave databases and answers there")
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="compare-") as temporary:
        folder = asked.keep or Path(temporary)
        databases = []
        if asked.inside:
            databases = [Postgresql()]
        elif asked.database != "postgresql":
            databases = [Sqlite(folder / "sqlite")]
        same = True
        for database in databases:
            own = folder / database.name.lower()
            own.mkdir(parents=True)
            former = former_version(asked.revision, own)
            new = Version("new", ROOT, sys.executable)
            how = {"names": asked.addresses, "text_only": asked.html_only_text}
            same = compare_on(database, former, new, own, **how) and same
    if not asked.inside and asked.database != "sqlite":
        same = on_postgresql() == 0 and same
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
