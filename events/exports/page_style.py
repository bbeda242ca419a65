"""How a printed report looks: page, fonts, widths, and the formal parts around the table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from events.vocabulary import Role

from .table import Column

# The office rules give two sets: 12/38/50/27/40/47/53 with a partner or an agreement, 12/52/38/28/87/50
# without; any other set of columns takes its shares from the nearer one.
_WITH_PARTNER = {
    Role.NUMBER: 12,
    Role.PARTNER: 38,
    Role.AGREEMENT: 38,
    Role.TITLE: 50,
    Role.DATES: 27,
    Role.PLACE: 40,
    Role.PARTICIPANTS: 47,
    Role.CONTENT: 53,
}
_WITHOUT_PARTNER = {
    Role.NUMBER: 12,
    Role.TITLE: 52,
    Role.PLACE: 38,
    Role.DATES: 28,
    Role.CONTENT: 87,
    Role.PARTICIPANTS: 50,
}
_NARROW = (Role.NUMBER, Role.DATES)  # «128.» and «12 сентября» need no more and fit into no less
_OTHER_WIDTH = 35  # a column without a role: «Примечание», «Ответственный»


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Millimetres from the edges of the page."""

    top: float = 20
    right: float = 10
    bottom: float = 20
    left: float = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStyle:
    """Page, fonts and widths. The defaults are the office rules for A4 landscape."""

    page_width: float = 297  # mm
    page_height: float = 210
    margins: Margins = Margins()
    font: str = "Times New Roman"
    title_size: float = 14  # points
    table_size: float = 12
    widths: tuple[float, ...] = ()  # mm for each column; used for a table of as many columns
    bind_words: bool = True  # no-break spaces: «12 февраля», «г. Смоленск»

    @property
    def text_width(self) -> float:
        return self.page_width - self.margins.left - self.margins.right

    def widths_for(self, columns: Sequence[Column]) -> tuple[float, ...]:
        """Millimetres for each column: those of the sample, or by role, filling the page."""
        if len(self.widths) == len(columns):
            return self.widths
        roles = {column.role for column in columns}
        by_role = _WITH_PARTNER if roles & {Role.PARTNER, Role.AGREEMENT} else _WITHOUT_PARTNER
        wanted = [by_role[column.role] if column.role else _OTHER_WIDTH for column in columns]
        fixed = sum(width for width, column in zip(wanted, columns, strict=True) if column.role in _NARROW)
        loose = sum(wanted) - fixed
        rest = self.text_width - fixed
        if loose == 0 or rest < loose / 3:  # a crowded or a tiny table: everything gives way alike
            return tuple(width * self.text_width / sum(wanted) for width in wanted)
        return tuple(
            width if column.role in _NARROW else width * rest / loose
            for width, column in zip(wanted, columns, strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """The properties of the file."""

    title: str = ""  # the table's title where empty
    author: str = ""  # the office
    created: datetime | None = None  # aware; None leaves the date out

    def with_title(self, title: str) -> "Properties":
        """These properties, with the report's title on one line where none was set."""
        return replace(self, title=" ".join((self.title or title).split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: the post (lines split by "\\n") on the left, «И.О. Фамилия» right, on its last line."""

    post: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Formalities:
    """Parts of a letter around the table; none by default."""

    draft: bool = False  # «ПРОЕКТ» top right
    stamp: tuple[str, ...] = ()  # lines top right: «УТВЕРЖДАЮ» … or «Приложение к письму от … № …»
    signature: Signature | None = None
    executor: tuple[str, ...] = ()  # who prepared it and the phone, at the foot of the last page
