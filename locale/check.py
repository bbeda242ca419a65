"""Checks that the Russian catalogue is complete and compiled. Messages are collected from a copy of the
sources, so that the catalogue itself stays untouched. `make messages` updates it."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/ru/LC_MESSAGES/django.po")
SOURCES = ("coopregistry", "agreements", "events", "importers", "templates", "locale")
COLLECT = ("makemessages", "--locale", "ru", "--no-obsolete", "--add-location", "file", "--verbosity", "0")


def faults() -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for source in SOURCES:
            shutil.copytree(ROOT / source, copy / source, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "manage.py", copy)
        subprocess.run([sys.executable, "manage.py", *COLLECT], cwd=copy, check=True)
        kept, fresh = ROOT / CATALOGUE, copy / CATALOGUE
        found = [
            f"not translated: {line}" for line in _ids(fresh, "--untranslated") + _ids(fresh, "--only-fuzzy")
        ]
        found += [f"no longer used: {line}" for line in sorted(set(_ids(kept)) - set(_ids(fresh)))]
        found += [f"not in the catalogue: {line}" for line in sorted(set(_ids(fresh)) - set(_ids(kept)))]
        compiled = copy / "compiled.mo"
        subprocess.run(["msgfmt", "--check-format", "-o", compiled, kept], check=True)
        if compiled.read_bytes() != kept.with_suffix(".mo").read_bytes():
            found.append("the compiled catalogue is older than the text")
        return found


def _ids(catalogue: Path, *choice: str) -> list[str]:
    text = subprocess.run(
        ["msgattrib", "--no-location", "--no-wrap", "--no-obsolete", *choice, catalogue],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [
        line.removeprefix("msgid ")
        for line in text.splitlines()
        if line.startswith("msgid ") and line != 'msgid ""'
    ]


if __name__ == "__main__":
    lines = faults()
    print("\n".join(lines), file=sys.stderr)
    raise SystemExit(bool(lines))
