"""The namespaces of SpreadsheetML for expat and for trees."""

from collections.abc import Callable

from ..xmlstream import Handler, on_end, on_start

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_S = "http://purl.oclc.org/ooxml/spreadsheetml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def starting(*names: str) -> Callable[[Handler], Handler]:
    return on_start(*(f"{namespace} {name}" for namespace in (S, STRICT_S) for name in names))


def ending(*names: str) -> Callable[[Handler], Handler]:
    return on_end(*(f"{namespace} {name}" for namespace in (S, STRICT_S) for name in names))


def s(local: str) -> str:
    return f"{{{S}}}{local}"
