"""The namespaces of WordprocessingML, transitional and strict, and names for expat and for trees."""

from collections.abc import Callable, Mapping

from ..xmlstream import Handler, on_end, on_start

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
STRICT_A = "http://purl.oclc.org/ooxml/drawingml/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
STRICT_WP = "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
STRICT_C = "http://purl.oclc.org/ooxml/drawingml/chart"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT_M = "http://purl.oclc.org/ooxml/officeDocument/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 -- the usual prefix

NAMESPACES = {
    "w": (W, STRICT_W),
    "r": (R, STRICT_R),
    "a": (A, STRICT_A),
    "wp": (WP, STRICT_WP),
    "c": (C, STRICT_C),
    "dgm": (DGM,),
    "m": (M, STRICT_M),
    "mc": (MC,),
    "v": (V,),
    "o": (O,),
}

SPACE = "http://www.w3.org/XML/1998/namespace space"
OFF = ("0", "false", "off", "no")


def starting(*names: str) -> Callable[[Handler], Handler]:
    """on_start for names like «w:tc», in every namespace the prefix may stand for."""
    return on_start(*spelled(*names))


def ending(*names: str) -> Callable[[Handler], Handler]:
    return on_end(*spelled(*names))


def spelled(*names: str) -> list[str]:
    """The names expat may report."""
    parted = (name.split(":") for name in names)
    return [f"{namespace} {local}" for prefix, local in parted for namespace in NAMESPACES[prefix]]


def value(attributes: Mapping[str, str], name: str = "val") -> str:
    """An attribute of WordprocessingML by its local name, "" where it is absent."""
    return attributes.get(f"{W} {name}") or attributes.get(f"{STRICT_W} {name}") or ""


def w(local: str) -> str:
    """The name of an element or attribute in a tree."""
    return f"{{{W}}}{local}"
