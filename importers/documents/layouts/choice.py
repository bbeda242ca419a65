"""Chooses the family of a document: by its title, or by its columns where the title leaves it open."""

from collections.abc import Sequence

from events.vocabulary import Kind, Role

from .base import Layout
from .blockers import refuse_ambiguous
from .header import Header
from .titles import Title
from .words import readings

_SUBSTANCE = {Role.PLACE, Role.PARTICIPANTS, Role.CONTENT, Role.PARTNER, Role.AGREEMENT}
# A title such as «План сотрудничества между … и …» leaves open whether partners are regions or countries
_OPEN = (
    {Kind.INTERREGIONAL_PLAN, Kind.INTERNATIONAL_PLAN},
    {Kind.INTERREGIONAL_REPORT, Kind.INTERNATIONAL_REPORT},
)
_ENOUGH = 2  # of them make a table without a title a table of events rather than any plan of work


def choose(
    header: Header, title: Title | None, layouts: Sequence[type[Layout]], kind: Kind | None
) -> type[Layout] | None:
    """None where neither the title nor the columns are those of a plan or report of cooperation."""
    bare = next(layout for layout in layouts if layout.name == "bare_table")
    if kind is not None:
        return next(layout for layout in layouts if layout.kind is kind)
    if title is not None and len(title.families) == 1:
        return title.families[0]
    if title is not None:
        among = title.families or [
            layout for layout in layouts if layout.kind is not None and layout.kind.is_plan is title.is_plan
        ]
        told = [layout for layout in among if told_by(header, layout)]
        if len(told) == 1:
            return told[0]
        if _sorts(title.families) in _OPEN:
            return next(layout for layout in layouts if layout.of_two_sorts)
        whole = [layout for layout in title.families if not lacks_expected(header, layout)]
        if len(whole) == 1:
            return whole[0]
        if title.families:
            refuse_ambiguous(title.text, title.families)
    return bare if len(_SUBSTANCE & header.index.keys()) >= _ENOUGH else None


def _sorts(families: Sequence[type[Layout]]) -> set[Kind | None]:
    return {layout.kind for layout in families}


def lacks_expected(header: Header, layout: type[Layout]) -> bool:
    return any(column.expected and column.role not in header.index for column in layout.columns())


def told_by(header: Header, layout: type[Layout]) -> bool:
    """Whether a heading has words that distinguish this layout from its neighbours."""
    return any(
        column.role is not None
        and column.role in header.index
        and column.tells(readings(header.headings[header.index[column.role]].text))
        for column in layout.columns()
    )
