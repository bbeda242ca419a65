"""Undoes in one version what was imported, imports it again, and writes down what became of it:

    python undoing.py NOTES ANSWERS

What must hold whatever the other version does is checked here; what does not is in broken.json.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

import stillness

stillness.set_up()

from answers import Written
from browser import Browser
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from exports import exports_of_reports
from normal_form import normal_form


class Undoing:
    def __init__(self, notes: dict[str, Any], answers: Written):
        self._notes = notes
        self._answers = answers
        user = apps.get_model("coopregistry.User").objects.get(username="demo-coordinator")
        self._coordinator = Browser(user)
        self.broken: list[str] = []

    def run(self) -> None:
        for run in reversed(self._notes["runs"]):
            self._undo(run["pk"])
        self._compare(exports_of_reports(self._coordinator), self._notes["before"], "after the undo")
        for run in self._notes["runs"]:
            first, second = self._again(run, "again"), self._again(run, "once more")
            if first == "unchanged":
                self.broken.append(
                    f"{run['arguments'][0]}: was undone, yet importing it again changes nothing"
                )
            if second != "unchanged":
                self.broken.append(f"{run['arguments'][0]}: imported twice it is {second}, not unchanged")

    def _undo(self, pk: int) -> None:
        rows = list(
            apps.get_model("importers.ImportedRow").objects.filter(run=pk).values_list("entry", flat=True)
        )
        made = self._made_by(pk)
        self._coordinator.post(reverse("importers:undo", args=[pk]), {})
        page = self._coordinator.get(reverse("importers:run", args=[pk]))
        self._answers.add(
            f"undo of import {pk}", "undo", "done", normal_form(page, "text/html"), is_page=True
        )
        entries = apps.get_model("events.Entry")
        standing = entries.objects.filter(pk__in=made).count()
        if not rows or standing:
            self.broken.append(f"import {pk}: of {len(made)} rows it made {standing} stand after its undo")
        if apps.get_model("importers.ImportRun").objects.get(pk=pk).refused:
            self.broken.append(f"import {pk}: its undo refused records nobody had changed")

    def _made_by(self, pk: int) -> list[int]:
        """Keys of the rows the import created."""
        run = apps.get_model("importers.ImportRun").objects.select_related("change_set").get(pk=pk)
        made = run.change_set.changes.filter(model="events.entry", action="create")
        return list(made.values_list("record", flat=True))

    def _compare(self, found: dict[str, str], wanted: dict[str, str], when: str) -> None:
        for path, form in found.items():
            self._answers.add(f"{path} {when}", "undo", "there", form)
        for path in sorted(found.keys() | wanted.keys()):
            if found.get(path) != wanted.get(path):
                self.broken.append(f"{path}: {when} it is not what it was before the import")

    def _again(self, run: dict[str, Any], when: str) -> str:
        out = io.StringIO()
        call_command("import_documents", *run["arguments"], "--json", stdout=out)
        self._answers.add(f"import of {run['arguments'][0]} {when}", "undo", "done", out.getvalue())
        return json.loads(out.getvalue())[0]["status"]


def main() -> None:
    notes, folder = (Path(argument) for argument in sys.argv[1:])
    stillness.seed("undoing")
    undoing = Undoing(json.loads(notes.read_text()), Written(folder))
    undoing.run()
    (folder / "broken.json").write_text(json.dumps(undoing.broken, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
