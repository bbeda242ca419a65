"""Uploads every office file of a folder as a user would, has it read, and says how each ended.

    DATABASE_URL=… python benchmarks/foreign_files.py FOLDER [--part 1/2] [--save FILE]

Writes to the database it is given: use a throw-away one. Each file goes through the guards, the child
process that reads and the comparison, as in a job. A line of JSON a file goes to `--save`; a file that is
there already is left out, so that a run can go on. Exits 1 where a child crashed or hung, a reading raised,
or anything of the registry was written.
"""

import argparse
import collections
import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")

import django

django.setup()

from django.contrib.auth.models import Group

from coopregistry.models import ChangeSet, User
from events.access import Access
from events.models import Entry, Event, Report
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.uploads.quota import OverQuota
from importers.uploads.reading import read_pending
from importers.uploads.storing import store_upload

BY_OFFICE = (".doc", ".dot", ".odt", ".ott", ".rtf", ".xls", ".xlt", ".ods", ".ots")
WRITTEN = (Event, Entry, Report, ChangeSet)
NO_END = "too-complex"  # also what a child that was ended is told as


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="1/1", help="this one of so many parts")
    parser.add_argument("--save", type=Path, default=Path("foreign-files.jsonl"))
    given = parser.parse_args()
    part, parts = map(int, given.part.split("/"))
    user, _created = User.objects.get_or_create(username=f"foreign{part}")
    user.groups.add(Group.objects.get(name="coordinator"))
    access = Access.of(user)
    before = {model: model.objects.count() for model in WRITTEN}
    done = {json.loads(line)["file"] for line in given.save.open()} if given.save.exists() else set()
    files = sorted(
        (path for path in given.folder.rglob("*") if path.is_file()),
        key=lambda path: (path.suffix.lower() in BY_OFFICE, path.name),
    )
    outcomes: collections.Counter[str] = collections.Counter()
    with given.save.open("a") as told:
        for path in files[part - 1 :: parts]:
            if str(path) in done:
                continue
            began = time.monotonic()
            try:
                how = outcome(path, user, access)
            except Exception as error:  # what is looked for
                how = {"outcome": "raised", "found": f"{type(error).__name__}: {error}"[:300]}
            seconds = round(time.monotonic() - began, 2)
            outcomes[how["outcome"]] += 1
            told.write(json.dumps({"file": str(path), "seconds": seconds, **how}, ensure_ascii=False) + "\n")
            told.flush()
    written = {model.__name__: model.objects.count() - before[model] for model in WRITTEN}
    print(json.dumps({"outcomes": dict(outcomes.most_common()), "written": written}))
    return 1 if outcomes["raised"] or outcomes[NO_END] or any(written.values()) else 0


def outcome(path: Path, user: User, access: Access) -> dict[str, str]:
    """The code of the refusal, or what was recognised; the upload is removed again."""
    try:
        pending = store_upload(Upload(name=path.name, data=path.read_bytes()), user=user, target=Target())
    except OverQuota:
        return {"outcome": "over-quota"}
    try:
        read_pending(pending, access)
        if pending.blocker:
            return {"outcome": pending.blocker["code"], "found": str(pending.blocker.get("found", ""))[:300]}
        return {"outcome": "recognised", "found": f"{pending.own_kind} {pending.row_count}"}
    finally:
        document = pending.document
        pending.delete()
        document.delete()


if __name__ == "__main__":
    sys.exit(main())
