"""A hint is read at a glance: at most ninety signs in Russian, wherever it stands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext, override

ROOT = Path(__file__).parents[2]
LONGEST = 90  # signs
_MARK_UP = re.compile(r"<[^>]+>")
_HINT = re.compile(
    r'<(p|span|div|li)[^>]*class="[^"]*\b(?:form-text|grid-hint)\b[^"]*"[^>]*>(.*?)</\1>', re.S
)
_SAID = re.compile(r'{%\s*translate\s+"([^"]+)"|{%\s*blocktranslate trimmed[^%]*%}(.*?){%', re.S)
_FILLED = re.compile(r"{{\s*(\w+)\s*}}")


def hints_of_forms() -> Iterator[tuple[str, str]]:
    """Those of fields of forms, models and the API: msgid and file."""
    for app in ("coopregistry", "agreements", "events", "importers"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for text in _hint_texts(node):
                    yield text, str(path.relative_to(ROOT))


def _hint_texts(node: ast.AST) -> list[str]:
    is_given = isinstance(node, ast.keyword) and node.arg == "help_text"
    is_set = isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Attribute) and target.attr == "help_text" for target in node.targets
    )
    calls = ast.walk(node) if is_given or is_set else ()
    return [
        call.args[0].value
        for call in calls
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("_", "gettext", "gettext_lazy")
        and isinstance(call.args[0], ast.Constant)
    ]


def hints_of_pages() -> Iterator[tuple[str, str]]:
    """The first sentence of those a template writes itself: msgid and file."""
    for path in (ROOT / "templates").rglob("*.html"):
        for hint in _HINT.finditer(path.read_text(encoding="utf-8")):
            for said in _SAID.finditer(hint[2]):
                text = " ".join((said[1] or said[2]).split())
                yield _FILLED.sub(r"%(\1)s", text), str(path.relative_to(ROOT))


def test_hints_are_short() -> None:
    hints = {*hints_of_forms(), *hints_of_pages()}
    with override("ru"):
        said = {(file, _MARK_UP.sub("", gettext(text))) for text, file in hints}
    assert len(said) > 300
    assert {one for one in said if len(one[1]) > LONGEST} == set()
