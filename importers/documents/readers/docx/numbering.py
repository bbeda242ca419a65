"""Automatic list numbers, which Word computes at layout and stores nowhere."""

import re
from dataclasses import dataclass, field

from lxml import etree

from ..xmlstream import number
from .names import MC, OFF, w
from .numerals import written
from .styles import Styles
from .symbols import bullet

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")
AFTER = {"nothing": ""}  # anything else, a tab included, becomes a space


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    start: int = 0
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    after: str = " "
    plain: bool = False  # isLgl: numbers of higher levels in Arabic digits
    restart: int | None = None  # restarts after a level this high; 0 never
    style: str = ""


UNDEFINED = Level(start=1)


@dataclass(slots=True)
class Definition:
    """An abstract list: its levels and, while the document is read, its counters."""

    levels: dict[int, Level]
    style_link: str = ""
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list of the document: a definition with its own starts and levels."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Counts in document order. Lists of one definition continue each other's numbers, as in Word."""

    def __init__(self, root: etree._Element | None, styles: Styles):
        self._styles = styles
        self._definitions: dict[str, Definition] = {}
        self._lists: dict[str, Numbered] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            for element in root.iterfind(w("abstractNum")):
                self._definitions[element.get(w("abstractNumId")) or ""] = _definition(element)
            for element in root.iterfind(w("num")):
                self._lists[element.get(w("numId")) or ""] = _numbered(element)

    def next(self, style: str, list_id: str | None, level: int | None) -> tuple[str, str]:
        """The number of the next paragraph and what stands between it and the text, "" without a number."""
        style = style or self._styles.default
        by_style = self._styles.numbered.get(style)
        from_style = list_id is None and by_style is not None
        if list_id is None and by_style is not None:
            list_id, inherited = by_style
            level = inherited if level is None else level
        numbered = self._lists.get(list_id or "0")
        definition = self._definition(numbered)
        if numbered is None or definition is None:
            return "", ""
        if from_style:
            linked = (at for at, known in definition.levels.items() if known.style == style)
            level = next(linked, level)
        at = min(max(level or 0, 0), LEVELS - 1)
        levels = definition.levels | numbered.levels if numbered.levels else definition.levels
        shown = levels.get(at)
        if shown is None:
            return "", ""
        self._count(list_id or "", numbered, definition, at, levels)
        return _shown(shown, levels, definition.counters, numbered.starts), shown.after

    def _definition(self, numbered: Numbered | None) -> Definition | None:
        """The definition of a list; one that only names a list style is looked up through the style."""
        seen: set[str] = set()
        while numbered is not None and numbered.definition not in seen:
            seen.add(numbered.definition)
            definition = self._definitions.get(numbered.definition)
            if definition is None or not definition.style_link:
                return definition
            numbered = self._lists.get(self._styles.lists.get(definition.style_link, ""))
        return None

    def _count(
        self, list_id: str, numbered: Numbered, definition: Definition, at: int, levels: dict[int, Level]
    ) -> None:
        counters = definition.counters
        override = numbered.starts.get(at)
        current = counters[at]
        if override is not None and (list_id, at) not in self._started:
            counters[at] = override
        elif current is None:
            counters[at] = override if override is not None else levels[at].start
        else:
            counters[at] = current + 1
        self._started.add((list_id, at))
        for deeper in range(at + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                counters[deeper] = None


def _shown(shown: Level, levels: dict[int, Level], counters: list[int | None], starts: dict[int, int]) -> str:
    def part(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = levels.get(at, UNDEFINED)
        count = counters[at]
        if count is None:  # a deeper level came before any of this one
            count = starts.get(at, level.start)
        return written(count, "decimal" if shown.plain else level.form, level.pattern)

    if shown.form in ("bullet", "none"):
        return shown.text if shown.form == "bullet" else PLACEHOLDER.sub("", shown.text)
    return PLACEHOLDER.sub(part, shown.text)


def _definition(element: etree._Element) -> Definition:
    link = element.find(w("numStyleLink"))
    return Definition(
        levels={number(level.get(w("ilvl")) or ""): _level(level) for level in element.iterfind(w("lvl"))},
        style_link="" if link is None else link.get(w("val")) or "",
    )


def _numbered(element: etree._Element) -> Numbered:
    definition = element.find(w("abstractNumId"))
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterfind(w("lvlOverride")):
        at = number(override.get(w("ilvl")) or "")
        start = override.find(w("startOverride"))
        if start is not None:
            starts[at] = number(start.get(w("val")) or "")
        level = override.find(w("lvl"))
        if level is not None:
            levels[at] = _level(level)
    return Numbered("" if definition is None else definition.get(w("val")) or "", starts, levels)


def _level(element: etree._Element) -> Level:
    def value_of(name: str, default: str = "") -> str:
        child = element.find(w(name))
        return default if child is None else child.get(w("val")) or default

    form = element.find(w("numFmt"))
    if form is None:  # number forms newer than the format stand in an mc:Choice
        form = element.find(f"{{{MC}}}AlternateContent/{{{MC}}}Choice/{w('numFmt')}")
    kind = "decimal" if form is None else form.get(w("val")) or "decimal"
    fonts = element.find(f"{w('rPr')}/{w('rFonts')}")
    font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
    text = value_of("lvlText")
    restart = element.find(w("lvlRestart"))
    plain = element.find(w("isLgl"))
    return Level(
        start=number(value_of("start")),
        form=kind,
        pattern="" if form is None else form.get(w("format")) or "",
        text=bullet(font, text) if kind == "bullet" else text,
        after=AFTER.get(value_of("suff"), " "),
        plain=plain is not None and (plain.get(w("val")) or "1") not in OFF,
        restart=None if restart is None else number(restart.get(w("val")) or ""),
        style=value_of("pStyle"),
    )
