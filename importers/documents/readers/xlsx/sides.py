"""What stands beside the cells of a sheet: comments, text boxes and pictures."""

from collections.abc import Iterator

from lxml import etree

from ...grid import SideNote
from ..guard import Package
from ..parts import relationships
from ..xmlstream import number
from .names import s
from .sheet import place

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def notes(package: Package, part: str, number: int) -> Iterator[SideNote]:
    for kind, related in relationships(package, part).values():
        if related not in package:
            continue
        if kind == "comments":
            yield from _comments(package.tree(related), number)
        elif kind == "drawing":
            yield from _drawings(package.tree(related), number)


def _comments(root: etree._Element, number: int) -> Iterator[SideNote]:
    for comment in root.iter(s("comment")):
        row, column = place(comment.get("ref") or "") or (0, -1)
        text = "".join(part.text or "" for part in comment.iter(s("t")))
        if text.strip():
            yield SideNote("comment", text.strip(), number, row, column + 1)


def _drawings(root: etree._Element, number: int) -> Iterator[SideNote]:
    for anchor in root:
        row, column = (_corner(anchor, name) for name in ("row", "col"))
        for body in anchor.iter(f"{XDR}txBody"):
            lines = ("".join(part.text or "" for part in line.iter(f"{A}t")) for line in body.iter(f"{A}p"))
            text = "\n".join(lines)
            if text.strip():
                yield SideNote("text_box", text, number, row, column)
        for picture in anchor.iter(f"{XDR}pic"):
            properties = picture.find(f"{XDR}nvPicPr/{XDR}cNvPr")
            description = "" if properties is None else properties.get("descr") or ""
            yield SideNote("image", description, number, row, column)


def _corner(anchor: etree._Element, name: str) -> int:
    corner = anchor.find(f"{XDR}from/{XDR}{name}")
    text = "" if corner is None else corner.text or ""
    return number(text, -1) + 1
