"""Asks one version everything and writes down its answers. Runs inside of a checkout:

python capture.py DATABASE_NOTES ANSWERS DOCUMENTS
"""

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import stillness

stillness.set_up()

import questions
from addresses import NOWHERE, Address, Filler, addresses
from answers import Written
from browser import buttons_of, forms_of, values_of
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve
from normal_form import header_form, masked, normal_form

HEADERS = (
    *(
        "Location",
        "Content-Type",
        "Content-Disposition",
        "Content-Language",
        "Cache-Control",
        "Allow",
        "ETag",
    ),
    *("Vary", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "WWW-Authenticate"),
    *("HX-Redirect", "HX-Refresh", "HX-Trigger", "HX-Replace-Url", "X-Arrangement", "Link"),
    *("X-Registry-Count", "X-Registry-Moment", "X-Registry-Filter"),
)
_OF_ALL_ROLES = 3  # records of one address that every role asks for
_BUTTONS = 6  # of one form: a list of rows has two for each row
ROLES = ("administrator", "coordinator", "editor", "viewer")
EXPLORER = "coordinator"
PRESSING = ("administrator", "coordinator", "editor")
ANONYMOUS, PROGRAM, IN_ENGLISH = "anonymous", "program", "administrator in English"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    method: str
    path: str
    name: str  # of the address
    is_htmx: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    pressed: str = ""  # which button of which page

    def __str__(self) -> str:
        flavour = " htmx" if self.is_htmx else ""
        return f"{self.method}{flavour} {self.path}{self.pressed}"


class Visitors:
    """Users of all roles, signed in once; each request comes from a fresh browser with that session."""

    def __init__(self, key: str):
        self._sessions = {}
        self._key = key
        for role in ROLES:
            stillness.tick()
            client = Client()
            client.force_login(apps.get_model("coopregistry.User").objects.get(username=f"demo-{role}"))
            self._sessions[role] = client.session.session_key

    def ask(self, who: str, question: Question) -> HttpResponseBase:
        client = Client(raise_request_exception=False, headers=self._headers(who, question))
        role = "administrator" if who == IN_ENGLISH else who
        if role in self._sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[role]
        if who == IN_ENGLISH:
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        own = {"SERVER_NAME": "localhost"}
        if question.method == "GET":
            return client.get(question.path, **own)
        with transaction.atomic():
            response = client.post(question.path, question.data, **own)
            if response.streaming:
                response.streaming_content = [_body(response)]  # read before what it reads is rolled back
            if question.pressed and response.status_code == 302:
                # What was written shows on the next page alone, before it is rolled back.
                response.next_page = client.get(response.headers["Location"], **own)
            transaction.set_rollback(True)
        return response

    def _headers(self, who: str, question: Question) -> dict[str, str]:
        headers = {"HX-Request": "true"} if question.is_htmx else {}
        if who == PROGRAM:
            headers["Authorization"] = f"Bearer {self._key}"
        return headers


class Capture:
    def __init__(self, notes: dict[str, Any], answers: Written, names: str):
        self.answers = answers
        self.filler = Filler(notes["tokens"])
        self.visitors = Visitors(notes["key"])
        self.known = [one for one in addresses() if re.search(names, one.name)]
        self.pages_of: set[str] = set()  # keys of questions answered by a page
        self.write_only: set[str] = set()  # names of addresses that refuse to be read
        self._asked: set[str] = set()

    def record(self, who: str, question: Question) -> bytes:
        """The body, of a page that was answered."""
        key = f"{who}: {question}"
        if key in self._asked:
            return b""
        self._asked.add(key)
        stillness.seed(key)
        response = self.visitors.ask(who, question)
        body = _body(response)
        content_type = response.headers.get("Content-Type", "")
        is_page = content_type.startswith("text/html")
        form = masked(question.name, normal_form(body, content_type))
        if hasattr(response, "next_page"):
            form += f"\n-- then\n{_next_form(response.next_page)}"
        given = response.headers
        headers = {name: header_form(name, given[name]) for name in HEADERS if name in given}
        self.answers.add(key, who, response.status_code, form, headers=headers, is_page=is_page)
        if response.status_code == 405 and question.method == "GET":
            self.write_only.add(question.name)
        if not is_page or response.status_code != 200 or not body.strip():
            return b""
        self.pages_of.add(key)
        return body

    def names(self) -> None:
        for address in self.known:
            self.answers.add(f"address {address.name} {address.route}", "addresses", "there", address.route)

    def pages(self) -> None:
        found: dict[str, Question] = {}
        alike: Counter[tuple[str, ...]] = Counter()
        for address in self.known:
            for number, question in enumerate(self._bare(address)):
                if address.name in self.write_only and number:
                    continue
                page = self.record(EXPLORER, question)
                if page and number == 0 and not address.name.startswith("admin"):
                    for path, query in questions.found_on(page, question.path):
                        more = _asking(path, query, address.name)
                        shape = (path, *sorted(name for name, _value in parse_qsl(query)))
                        alike[shape] += more.path not in found
                        if alike[shape] <= questions.ALIKE:
                            found[more.path] = more
                self._ask_others(address, question, number)
        for question in found.values():
            self.record(EXPLORER, question)
        for question in self._with_queries():
            for who in (EXPLORER, "editor"):
                self.record(who, question)
            if question.path.startswith("/api/"):
                self.record(PROGRAM, question)

    def presses(self) -> None:
        """Every button of the first pages of each address, its form as rendered, and rolled back."""
        for address in self.known:
            if address.name.startswith("admin"):
                continue
            for who in PRESSING:
                filled = self.filler.fill(address)
                for _arguments, path in (*filled[:2], *filled[-3:-1]):
                    self._press_all(who, Question(method="GET", path=path, name=address.name))

    def _press_all(self, who: str, question: Question) -> None:
        if question.path.endswith(".pdf") or f"{who}: {question}" not in self.pages_of:
            return
        page = self.visitors.ask(who, question).content
        for number, form in enumerate(forms_of(page)):
            target = form.action or question.path
            for button in buttons_of(form)[:_BUTTONS]:
                pressed = f" form {number} of {question.path}, button {'='.join(button)}"
                data = values_of(form, button)
                name = resolve(urlsplit(target).path).view_name
                asked = Question(method="POST", path=target, name=name, data=data, pressed=pressed)
                self.record(who, asked)

    def _bare(self, address: Address) -> Iterator[Question]:
        for arguments, path in self.filler.fill(address):
            if arguments.get("suffix") == "pdf" and arguments["pk"] not in self._printed():
                continue  # LibreOffice takes seconds for each
            yield Question(method="GET", path=path, name=address.name)
            if address.name in questions.OF_HTMX:
                yield Question(method="GET", path=path, name=address.name, is_htmx=True)

    def _printed(self) -> list[int]:
        return self.filler.records.of("events.Report", 2)

    def _ask_others(self, address: Address, question: Question, number: int) -> None:
        if question.path.endswith(".pdf"):
            return
        # What a coordinator and an editor may see differs from record to record.
        for who in ROLES if number < _OF_ALL_ROLES else (EXPLORER, "editor"):
            self.record(who, question)
        if number == 0:
            self.record(ANONYMOUS, question)
            self.record(IN_ENGLISH, question)
        if question.path.startswith("/api/"):
            self.record(PROGRAM, question)

    def _with_queries(self) -> Iterator[Question]:
        by_record = questions.of_records()
        for address in self.known:
            queries = (*questions.BY_NAME.get(address.name, ()), *by_record.get(address.name, ()))
            if queries:
                paths = [path for _arguments, path in self.filler.fill(address) if str(NOWHERE) not in path]
                paths = [path for path in paths if not path.endswith((".exe", "nowhere/", ".pdf"))]
                for path in paths[:6]:
                    for query in queries:
                        yield _asking(path, query, address.name)

    def posts(self) -> None:
        """An empty form sent to every address, and rolled back: who may write, and what is then missing."""
        for address in self.known:
            for arguments, path in self.filler.fill(address)[:2]:
                if arguments.get("suffix") == "pdf":
                    continue
                for who in (*ROLES, ANONYMOUS):
                    self.record(who, Question(method="POST", path=path, name=address.name))
                if address.name.startswith(("events:entry", "events:report_", "importers:")):
                    self.record(EXPLORER, Question(method="POST", path=path, name=address.name, is_htmx=True))


def _asking(path: str, query: str, name: str) -> Question:
    encoded = quote(query, safe="=&%+,-")
    return Question(method="GET", path=f"{urlsplit(path).path}?{encoded}", name=name)


def _next_form(response: HttpResponseBase) -> str:
    content_type = response.headers.get("Content-Type", "")
    return f"{response.status_code}\n{normal_form(_body(response), content_type)}"


def _body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


class Commands:
    """The commands of the registry itself; what they write to the database is rolled back."""

    def __init__(self, answers: Written, documents: Path, folder: Path):
        self._answers = answers
        self._documents = documents
        self._folder = folder

    def run(self) -> list[str]:
        """Names of commands nothing is known to ask of."""
        own = sorted(
            name
            for name, app in get_commands().items()
            if app in ("coopregistry", "agreements", "events", "importers")
        )
        asked = {
            "export_report": self._exports,
            "import_documents": self._imports,
            "load_reference": self._plain,
        }
        asked |= {"create_administrator": self._administrator, "prepare_demo": self._demo}
        for name in own:
            command = load_command_class(get_commands()[name], name)
            text = command.create_parser("manage.py", name).format_help()
            self._answers.add(f"command {name} --help", "commands", "done", text)
            if name in asked:
                asked[name](name)
        return [name for name in own if name not in asked]

    def _plain(self, name: str) -> None:
        self._call(name)

    def _administrator(self, name: str) -> None:
        self._call(name, "another-administrator", "--generate")
        self._call(name, "demo-administrator", "--generate")

    def _demo(self, name: str) -> None:
        self._call(name, str(self._documents / "samples"))

    def _exports(self, name: str) -> None:
        with_pdf = set()
        reports = apps.get_model("events.Report").objects.order_by("pk").select_related("partner")
        for report in reports:
            about = ["--partner", report.partner.name] if report.partner else []
            for suffix in ("docx", "xlsx", "csv", "json", "pdf"):
                if suffix == "pdf" and report.kind in with_pdf:
                    continue
                with_pdf |= {report.kind} if suffix == "pdf" else set()
                self._export(name, report.kind, report.period_code, *about, "--format", suffix)
        self._export(name, "interregional_plan", "1999-H1")
        self._export(name, "interregional_plan", "nowhere")

    def _export(self, name: str, *arguments: str) -> None:
        out = self._folder / "exported"
        out.unlink(missing_ok=True)
        self._call(name, *arguments, output=out)
        if out.exists():
            form = normal_form(out.read_bytes(), "application/json" if "json" in arguments else "")
            self._answers.add(f"file of {name} {' '.join(arguments)}", "commands", "written", form)

    def _imports(self, name: str) -> None:
        for folder in sorted(self._documents.iterdir()):
            for document in sorted(folder.iterdir()):
                for options in (("--dry-run", "--json"), ("--dry-run",)):
                    self._call(name, str(document), *options)
        letter = next(iter(sorted((self._documents / "letters").iterdir())))
        self._call(name, str(letter), "--dry-run", "--kind", "interregional_plan", "--period", "2025-H2")
        self._call(name, str(letter), "--dry-run", "--user", "nobody")
        self._call(name, "/nowhere", "--dry-run")

    def _call(self, name: str, *arguments: str, output: Path | None = None) -> None:
        key = f"command {name} {' '.join(arguments)}"
        stillness.seed(key)
        told, complained = io.StringIO(), io.StringIO()
        options = ["--output", str(output)] if output else []
        status = "done"
        with transaction.atomic():
            try:
                call_command(name, *arguments, *options, stdout=told, stderr=complained)
            except CommandError as error:
                status, complained = "refused", io.StringIO(str(error))
            except SystemExit as ended:
                status = f"exit {ended.code}"
            except Exception as error:  # a broken command is an answer as well
                status, complained = "broken", io.StringIO(repr(error))
            transaction.set_rollback(True)
        self._answers.add(key, "commands", status, f"{told.getvalue()}\n-- errors\n{complained.getvalue()}")


def main() -> None:
    notes, folder, documents = (Path(argument) for argument in sys.argv[1:4])
    names = sys.argv[4] if len(sys.argv) > 4 else ""
    answers = Written(folder)
    strange = [] if names else [f"command {name}" for name in Commands(answers, documents, folder).run()]
    capture = Capture(json.loads(notes.read_text()), answers, names)
    capture.names()
    capture.pages()
    capture.posts()
    capture.presses()
    told = sorted({*strange, *capture.filler.unfilled})
    (folder / "uncovered.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
