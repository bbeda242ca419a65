"""What styles say about reading: which give a paragraph a number and which hide text."""

from dataclasses import dataclass, field

from lxml import etree

from ..xmlstream import number
from .names import OFF, w


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    based_on: str
    numbering: str | None  # numId
    level: int | None
    hidden: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """By style id, what follows from the style or from one it is based on."""

    default: str = ""  # of paragraphs
    numbered: dict[str, tuple[str, int]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    lists: dict[str, str] = field(default_factory=dict)  # numbering style → numId


def read(root: etree._Element | None) -> Styles:
    if root is None:
        return Styles()
    styles: dict[str, Style] = {}
    lists: dict[str, str] = {}
    default = ""
    for element in root.iterfind(w("style")):
        key = element.get(w("styleId")) or ""
        styles[key] = _style(element)
        kind = element.get(w("type"))
        if kind == "numbering" and styles[key].numbering:
            lists[key] = styles[key].numbering or ""
        if kind == "paragraph" and (element.get(w("default")) or "0") not in OFF:
            default = key
    numbered: dict[str, tuple[str, int]] = {}
    hidden: set[str] = set()
    for key in styles:
        chain = _ancestors(styles, key)
        found = next((style.numbering for style in chain if style.numbering is not None), None)
        level = next((style.level for style in chain if style.level is not None), 0)
        if found is not None and found != "0":
            numbered[key] = (found, level)
        if next((style.hidden for style in chain if style.hidden is not None), False):
            hidden.add(key)
    return Styles(default=default, numbered=numbered, hidden=frozenset(hidden), lists=lists)


def _style(element: etree._Element) -> Style:
    based_on = element.find(w("basedOn"))
    numbering = element.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    level = element.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
    vanish = element.find(f"{w('rPr')}/{w('vanish')}")
    return Style(
        based_on="" if based_on is None else based_on.get(w("val")) or "",
        numbering=None if numbering is None else numbering.get(w("val")) or "",
        level=None if level is None else number(level.get(w("val")) or ""),
        hidden=None if vanish is None else (vanish.get(w("val")) or "1") not in OFF,
    )


def _ancestors(styles: dict[str, Style], key: str) -> list[Style]:
    """The style and those it is based on; a circle ends it."""
    chain: dict[str, Style] = {}
    while key in styles and key not in chain:
        chain[key] = styles[key]
        key = styles[key].based_on
    return list(chain.values())
