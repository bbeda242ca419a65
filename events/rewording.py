"""The coordinator's wording of a cell beside the body's own: both are kept, the coordinator's is printed."""

from django.db import transaction
from django.utils.translation import gettext as _

from coopregistry.history import explain

from . import writing
from .models import Entry
from .own_partners import with_chosen
from .vocabulary import Role


@transaction.atomic
def reword(entry: Entry, role: Role, text: str, *, by_body: bool) -> Entry:
    """Put a new text into one cell and read the row's values again."""
    body_cells = dict(entry.body_cells)
    if by_body:
        body_cells.pop(role, None)
    else:
        written = body_cells.setdefault(role, entry.cells.get(role, ""))
        if written == text:
            del body_cells[role]
    entry.body_cells = body_cells
    entry.cells = {**entry.cells, role: text}
    entry.continued = {name: how for name, how in entry.continued.items() if name != role}
    explain(_("A cell was reworded"))
    return writing.store(entry, with_chosen(entry, writing.read(entry.report, entry.cells)))
