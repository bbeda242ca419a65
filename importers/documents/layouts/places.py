"""Places of issues: a row, or the cell of one role in it."""

from events.vocabulary import Role

from ..document import DocumentRow
from ..issues import SourceRef


def place_in(row: DocumentRow, role: Role) -> SourceRef:
    return SourceRef(table=row.source.table, row=row.source.row, column=row.columns.get(role, 0))
