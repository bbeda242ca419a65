"""Why a file is not taken in, whatever it is for: the one place that asks before anything of it is kept."""

from django.utils.translation import gettext_lazy as _

from .restricted import is_restricted
from .scanning import ScannerAway, is_infected

# Code of the remark → what a person is told.
REFUSALS = {
    "restricted": _(
        "The file bears a mark of restricted access («ДСП», «Секретно») and is refused: nothing was kept."
    ),
    "infected": _("The virus scanner found something in the file: it is refused, and nothing was kept."),
    "unscanned": _(
        "The file cannot be checked for viruses just now, so it was not taken in. Try again in a few "
        "minutes; if it happens again, tell the administrator."
    ),
}


def refusal_of(name: str, data: bytes) -> str:
    """A key of `REFUSALS`, or empty where the file may come in."""
    return "restricted" if is_restricted(name, data) else scanner_refusal(data)


def scanner_refusal(data: bytes) -> str:
    try:
        return "infected" if is_infected(data) else ""
    except ScannerAway:
        return "unscanned"
