"""Bodies of answers as comparable text, without meaningless differences and with everything else."""

import hashlib
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

_SECRET = re.compile(r"[A-Za-z0-9]{64}|[A-Za-z0-9]{32}")  # as Django writes CSRF tokens
_HASHED = re.compile(r"(/static/[^\"'\s]*?)\.[0-9a-f]{12}(\.[a-z0-9]+)")
# Word comments written by the reader's own process take the real clock.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SIZE = re.compile(r"\d[\d\s\u00a0,.]*(?=[\s\u00a0](?:байт|КБ|МБ|ГБ|ТБ|bytes|KB|MB|GB|TB))")
_OF_THE_MACHINE = {"events:system_state": ((_SIZE, "…"),)}  # its database and its disk
_FURNITURE = ("[Content_Types].xml", "_rels/", "word/_rels/document", "word/theme/", "word/fontTable")
_TEXTS = ("text/", "application/x-ndjson", "application/javascript", "application/xml", "application/yaml")


def masked(name: str, form: str) -> str:
    """Masks what depends on the machine rather than the program at this address."""
    for pattern, instead in _OF_THE_MACHINE.get(name, ()):
        form = pattern.sub(instead, form)
    return form


def normal_form(body: bytes, content_type: str) -> str:
    """Lines to be compared. A line of HTML that begins with “<” is a tag, any other is text."""
    kind = content_type.partition(";")[0].strip()
    if kind == "text/html":
        return html_form(body.decode())
    if kind.endswith("json"):
        return json_form(body)
    if body.startswith(b"PK"):
        return zip_form(body)
    if body.startswith(b"%PDF") and shutil.which("pdftotext"):
        return pdf_form(body)
    if kind.startswith(_TEXTS) or kind == "":
        # Every line end counts in CSV and calendars.
        return body.decode("utf-8", "backslashreplace").replace("\r", "\\r")
    return bytes_form(body)


def header_form(name: str, value: str) -> str:
    """The directives of a policy come out of sets: their order changes with each process."""
    if name == "Content-Security-Policy":
        return "; ".join(sorted(one.strip() for one in value.split(";")))
    return value


def bytes_form(body: bytes) -> str:
    return f"{len(body)} bytes, sha256 {hashlib.sha256(body).hexdigest()}"


def json_form(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=1)
    except ValueError:
        return body.decode("utf-8", "backslashreplace")


def zip_form(body: bytes) -> str:
    """DOCX, XLSX and archives: their parts in their order; XML one element a line. Of a workbook what it
    holds, since two libraries write equal workbooks differently; of a DOCX all but fonts, theme and lists of
    parts."""
    try:
        with ZipFile(BytesIO(body)) as archive:
            if "xl/workbook.xml" in archive.namelist():
                return workbook_form(body)
            return "\n".join(
                f"== {part.filename}\n{_part_form(part.filename, archive.read(part))}"
                for part in archive.infolist()
                if not part.filename.startswith(_FURNITURE)
            )
    except BadZipFile:
        return bytes_form(body)


def workbook_form(body: bytes) -> str:
    """Each sheet: how it is printed, merged cells, and every cell that is filled."""
    lines = []
    for sheet in load_workbook(BytesIO(body)):
        head = (sheet.title, sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation)
        lines.append(f"== {head}")
        lines += sorted(str(merged) for merged in sheet.merged_cells.ranges)
        for row in sheet.iter_rows():
            lines += [
                f"{cell.coordinate} {cell.value!r} {cell.font.b} {cell.number_format}"
                for cell in row
                if cell.value not in (None, "")
            ]
    return "\n".join(lines)


def _part_form(name: str, data: bytes) -> str:
    if not name.endswith((".xml", ".rels")):
        return bytes_form(data)
    text = data.decode("utf-8", "backslashreplace")
    return _MOMENT.sub(_without_present, text).replace("><", ">\n<")


def _without_present(found: re.Match[str]) -> str:
    """Only a moment of this very run is left out: any other is what the program says."""
    try:
        said = datetime.fromisoformat(found[0])
    except ValueError:
        return found[0]
    return "present" if abs(datetime.now(UTC) - said) < timedelta(days=1) else found[0]


def pdf_form(body: bytes) -> str:
    """What is no PDF inside stays as it is."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=False)
    return done.stdout.decode() if done.returncode == 0 else bytes_form(body)


def html_form(text: str) -> str:
    page = _Page()
    page.feed(text)
    page.close()
    return "\n".join(page.lines)


def text_alone(form: str) -> str:
    """The words of a page in normal form, whatever elements they stand in."""
    return " ".join(" ".join(line for line in form.splitlines() if not line.startswith("<")).split())


class _Page(HTMLParser):
    """Tags with their attributes in order of name, and texts with whitespace folded, one a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("name") == "csrfmiddlewaretoken":
            given["value"] = "token"
        shown = [f' {name}="{self._value(name, value or "")}"' for name, value in sorted(given.items())]
        self.lines.append(f"<{tag}{''.join(shown)}>")

    def handle_endtag(self, tag: str) -> None:
        self.lines.append(f"</{tag}>")

    def handle_decl(self, decl: str) -> None:
        self.lines.append(f"<!{decl}>")

    def handle_data(self, data: str) -> None:
        folded = " ".join(data.split())
        if folded:
            # Text never looks like a tag.
            self.lines.append(f" {folded}" if folded.startswith("<") else folded)

    @staticmethod
    def _value(name: str, value: str) -> str:
        if name == "hx-headers":
            value = _SECRET.sub("token", value)
        if name == "class":
            value = " ".join(value.split())
        # A tag stays one line: the next line would be taken for text.
        return _HASHED.sub(r"\1\2", value).replace("\n", "\\n")
