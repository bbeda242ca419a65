"""A title that leaves open whether the document is interregional or international: its partners tell."""

from .bare_table import BareTable


class OpenKind(BareTable):
    name = "open_kind"
    of_two_sorts = True
