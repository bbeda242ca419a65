"""Fills an empty database as people would, with the version whose checkout this runs in:

    python demo.py DOCUMENTS NOTES

Speaks to that version by its addresses, commands and models alone, which outlive a restructuring.
"""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import stillness

stillness.set_up()

from browser import Browser, Unexpected
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from exports import exports_of_reports

ROW = {
    "title": "Фестиваль хоровой музыки «Проба голоса»",
    "dates": "23-24 мая 2026 года",
    "partners_text": "Брянская область",
    "place": "г. Смоленск, концертный зал",
    "participants": "хоровые коллективы, 180 человек",
    "content": "Выступления хоров, обмен опытом",
}
SCAN = ("Скан плана.pdf", b"%PDF-1.4 scan")
CULTURE = "Министерство культуры и туризма Смоленской области"


def model(label: str) -> Any:
    return apps.get_model(label)


def command(name: str, *arguments: str) -> str:
    stillness.tick()
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


class Demo:
    def __init__(self, documents: Path):
        self._documents = documents
        self._samples = documents / "samples"
        self._real = sorted((documents / "real").glob("*.txt"))
        self._letter = next(iter(sorted((documents / "letters").iterdir())))

    def build(self) -> dict[str, Any]:
        command("migrate", "--verbosity", "0")
        command("prepare_demo", str(self._samples))
        self._late = self._real[-1:]  # imported last, to be undone
        for document in [one for one in self._real if one not in self._late]:
            command("import_documents", str(document), "--user", "demo-coordinator")
        self._sign_in()
        self._plan = model("events.Report").objects.get(
            kind="interregional_plan", state="collecting", start__year=2026
        )
        self._collecting()
        self._rows_of_documents()
        self._editions()
        self._partners()
        self._files()
        self._mergers()
        notes = {"tokens": self._calendars(), "key": self._keys()}
        return notes | self._imports_to_undo()

    def _sign_in(self) -> None:
        Client().post(
            reverse("sign_in"), {"username": "demo-editor", "password": "wrong"}, SERVER_NAME="localhost"
        )
        users = model("coopregistry.User").objects
        self.admin, self.coordinator, self.editor = (
            Browser(users.get(username=f"demo-{role}")) for role in ("administrator", "coordinator", "editor")
        )
        self._department = model("agreements.Membership").objects.get(user__username="demo-editor").department

    def _submission(self, report: Any, number: int = -1) -> Any:
        """The editor's, or another one."""
        submissions = model("events.Submission").objects.filter(report=report).order_by("pk")
        return (
            submissions.get(department=self._department)
            if number < 0
            else submissions.exclude(department=self._department)[number]
        )

    def _collecting(self) -> None:
        """A plan with a submission in every state."""
        new = reverse("events:entry_new", args=[self._plan.pk])
        own = self._submission(self._plan)
        others = [self._submission(self._plan, number) for number in range(6)]
        for number, dates in enumerate(
            ("23-24 мая 2026 года", "март – 20 апреля 2026 года", "ежеквартально")
        ):
            said = {**ROW, "title": f"{ROW['title']}, {number}", "dates": dates}
            self.editor.send(new, department=self._department.pk, **said)
        live = reverse("events:entry_new_live", args=[self._plan.pk])
        self.editor.send(
            new, to=live, expect=200, department=self._department.pk, **{**ROW, "title": "Черновик"}
        )
        for submission in others[:3]:
            self.coordinator.send(
                new, department=submission.department_id, **{**ROW, "title": f"Ярмарка {submission.pk}"}
            )
        rows = (
            model("events.Entry")
            .objects.filter(report=self._plan, department=self._department)
            .order_by("pk")
        )
        edit = reverse("events:entry_edit", args=[rows[0].pk])
        self.editor.send(edit, files={"files": ("Письмо.txt", b"letter")}, place="г. Вязьма")
        live = reverse("events:entry_edit_live", args=[rows[1].pk])
        self.editor.send(
            edit.replace(str(rows[0].pk), str(rows[1].pk)), to=live, expect=200, place="г. Рудня"
        )
        self.editor.post(reverse("events:entry_remove", args=[rows[2].pk]), {})
        self.editor.post(reverse("events:my_part_hand_in", args=[own.pk]), {"letter_number": "01-15/208"})
        for submission, button, fields in (
            (others[0], "receive", {"got-letter_number": "12-3"}),
            (others[1], "receive", {}),
            (others[1], "accept", {}),
            (others[2], "receive", {}),
            (others[2], "send_back", {"back-note": "Уточните место проведения"}),
            (others[3], "receive", {"got-nothing": "on"}),
            (others[4], "number", {"number-request_number": "5-1 от 01.12.2025"}),
            (others[5], "withdraw", {}),
        ):
            self.coordinator.send(
                reverse("events:part", args=[submission.pk]), button=("action", button), **fields
            )
        model("events.Submission").objects.filter(pk=others[4].pk).update(due="2025-12-01")

    def _rows_of_documents(self) -> None:
        """An entry reworded, moved, postponed, removed and restored."""
        plan = model("events.Report").objects.get(kind="interregional_plan", period_code="2025-H1")
        rows = list(model("events.Entry").objects.filter(report=plan).order_by("pk")[:6])
        self._reword(rows[0], "Слова координатора о мероприятии")
        order = reverse("events:report_order", args=[plan.pk])
        self.coordinator.send(order, button=("entry_down", str(rows[1].pk)))
        fate = reverse("events:entry_fate", args=[rows[2].pk])
        self.coordinator.send(fate, fate="postponed", fate_dates="26-28 сентября 2025 года")
        fate = reverse("events:entry_fate", args=[rows[3].pk])
        self.coordinator.send(fate, fate="cancelled", fate_note="Нет средств")
        for name in ("remove", "put_back"):
            self.coordinator.post(reverse(f"events:entry_{name}", args=[rows[4].pk]), {})
        self.coordinator.post(reverse("events:entry_remove", args=[rows[5].pk]), {})

    def _reword(self, row: Any, title: str) -> None:
        """As the grid of the document sends it."""
        page = self.coordinator.get(reverse("events:report", args=[row.report_id])).decode()
        version = re.search(rf'data-entry="{row.pk}" data-version="(\d+)"', page)
        column = [role for _heading, role in row.report.headings].index("title")
        change = {"entry": row.pk, "version": int(version[1]), "cells": {str(column): title}}
        address = reverse("events:grid_keep", args=[row.report_id])
        self.coordinator.post(address, {"rows": json.dumps([change])}, expect=200)

    def _editions(self) -> None:
        """One document is published, another has two editions."""
        published = self._state_of("interregional_report")
        self.coordinator.send(
            published,
            button=("action", "fix"),
            if_asked={"fix-sure": "on"},
            **{"fix-reason": "К заседанию"},
        )
        approved = {"approve-approved_by": "Губернатор И.И. Пробный", "approve-approved_on": "2025-12-10"}
        self.coordinator.send(
            published, button=("action", "approve"), files={"approve-scan": SCAN}, **approved
        )
        address = {
            "publish-published_on": "2025-12-12",
            "publish-published_at": "https://registry.example/plan",
        }
        self.coordinator.send(published, button=("action", "publish"), **address)
        changed = self._state_of("international_plan")
        self.coordinator.send(changed, button=("action", "fix"), if_asked={"fix-sure": "on"})
        self.coordinator.send(changed, button=("action", "reopen"), **{"reopen-reason": "Письмо"})
        report = model("events.Report").objects.get(kind="international_plan", period_code="2025-H1")
        row = model("events.Entry").objects.filter(report=report).order_by("pk").first()
        self._reword(row, "Новые слова о встрече")
        self.coordinator.send(changed, button=("action", "fix"), if_asked={"fix-sure": "on"})

    def _state_of(self, kind: str) -> str:
        reports = model("events.Report").objects.filter(kind=kind, end__lt="2025-12-01", partner=None)
        return reverse("events:report_state", args=[reports.order_by("-start", "-end").first().pk])

    def _partners(self) -> None:
        partner = model("agreements.Partner").objects.get(code="by")
        self.coordinator.send(
            reverse("events:partner_facts", args=[partner.pk]),
            text="Товарооборот растет.",
            if_asked={"as_of": "2025-12-01", "source": "Статистика"},
        )
        dossier = reverse("events:dossier", args=[partner.pk])
        prepared = {"prepared_by": "Образцова И.И., (4812) 00-00-00"}
        self.coordinator.send(dossier, expect=200, if_asked=prepared)
        agreement = model("agreements.Agreement").objects.order_by("pk").first()
        edit = reverse("events:agreement_edit", args=[agreement.pk])
        self.coordinator.send(
            edit, number="7", signed_on="2020-03-01", valid_until="2026-01-20", reason="Сверка"
        )
        page = reverse("events:agreement", args=[agreement.pk])
        for name in ("Подлинник.pdf", "Протокол.pdf"):
            self.coordinator.send(page, files={"files": (name, name.encode())})
        file = model("agreements.AgreementFile").objects.order_by("pk").last()
        self.coordinator.post(reverse("events:agreement_attached_remove", args=[file.pk]), {})
        for browser, query in (
            (self.editor, "partner=by"),
            (self.coordinator, "since=2025-01-01&order=title"),
        ):
            path = f"{reverse('events:saved_filter_new')}?{query}"
            browser.send(path, name=f"Отбор {query}")
        path = f"{reverse('events:saved_filter_new')}?outcome=planned"
        self.coordinator.send(path, name="Общий отбор", is_shared="on")
        self.editor.post(
            reverse("events:event_columns"), {"column": ["title", "dates", "outcome"], "query": ""}
        )

    def _files(self) -> None:
        """Files given in the browser: read, unread, kept, set aside, one of them with a misspelt partner."""
        text = next(self._samples.glob("*.txt")).read_text(encoding="utf-8")
        spoilt = text.replace("Беларусь", "Белорусия").replace("апреля", "апрелля").encode()
        give = reverse("importers:imports")
        for number, name in enumerate(("spoilt", "unread", "aside", "kept")):
            content = spoilt + f"\n{number}\n".encode()
            fields = {"keep_unread": "on"} if name == "kept" else {}
            self.coordinator.send(give, files={"files": (f"{name}.txt", content)}, **fields)
        pending = {one.name: one.pk for one in model("importers.PendingImport").objects.all()}
        for name in ("spoilt.txt", "aside.txt"):
            self.coordinator.post(reverse("importers:read", args=[pending[name]]), {})
        self.coordinator.post(reverse("importers:set_aside", args=[pending["aside.txt"]]), {})
        letter = (self._letter.name, self._letter.read_bytes())
        report = model("events.Report").objects.get(kind="interregional_report", period_code="2025-Q4")
        self.editor.send(give, files={"files": letter}, submission=self._submission(report).pk)

    def _mergers(self) -> None:
        for kind, label in (("agreements", "agreements.Agreement"), ("events", "events.Event")):
            keys = list(model(label).objects.order_by("-pk").values_list("pk", flat=True)[:2])
            pair = dict(zip(("kept", "double"), keys, strict=True))
            self.coordinator.post(reverse("events:merge", args=[kind]), pair)
        undone = model("events.StructureChange").objects.get(kind="agreements")
        self.coordinator.post(reverse("events:structure_change_undo", args=[undone.pk]), {})

    def _calendars(self) -> list[str]:
        tokens = []
        for browser, query in ((self.editor, "partner=by"), (self.coordinator, "")):
            data = {"name": f"Календарь {query}", "query": query, "with_vague": "on"}
            page = browser.post(reverse("events:calendar_links"), data, expect=200).content.decode()
            tokens.append(re.search(r"/calendar/feed/([^\"'<>\s]+?)\.ics", page)[1])
        return tokens

    def _keys(self) -> str:
        data = {"name": "Выгрузка", "scope": "write", "expires_on": "2026-06-01"}
        page = self.coordinator.post(reverse("api:keys"), data, expect=200).content.decode()
        return re.search(r"coop_[\w-]+", page)[0]

    def _imports_to_undo(self) -> dict[str, Any]:
        """The last thing done: what stood before is kept, to be compared once these imports are undone."""
        before = exports_of_reports(self.coordinator)
        runs = []
        given = [(one, ()) for one in self._late]
        given.append(
            (self._letter, ("--kind", "interregional_plan", "--period", "2025-H2", "--department", CULTURE))
        )
        for document, options in given:
            arguments = [str(document), *options]
            command("import_documents", *arguments, "--user", "demo-coordinator")
            run = model("importers.ImportRun").objects.order_by("pk").last()
            if run.status == "unchanged":
                raise Unexpected(f"{document.name} changed nothing: there is no import to undo")
            runs.append({"pk": run.pk, "arguments": arguments})
        return {"before": before, "runs": runs}


def main() -> None:
    documents, notes = (Path(argument) for argument in sys.argv[1:])
    stillness.seed("demo")
    made = Demo(documents).build()
    notes.write_text(json.dumps(made, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
