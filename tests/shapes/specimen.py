"""A document as a plain value to be written in any shape, and how a shape changes its texts."""

import re
from dataclasses import dataclass, field

from events.vocabulary import Role
from importers.documents.document import Document
from tests.shapes.options import Shape

NOTE_HEADING = "Примечание"
OTHER_WORDS = {
    Role.NUMBER: "№\nп.п.",
    Role.PARTNER: "Регион-партнер",
    Role.AGREEMENT: "Соглаше-ние",
    Role.TITLE: "Мероприятие (назва-\nние и формат)",
    Role.DATES: "Дата (период) прове-дения",
    Role.PLACE: "Место",
    Role.PARTICIPANTS: "Количество участ\u00adников",
    Role.CONTENT: "Итоги",
}
_CYRILLIC_ROMAN = str.maketrans({"I": "І", "V": "У", "X": "Х"})
_PERIOD = re.compile(r"\b(I{1,3}|IV)(?= (?:полугоди|квартал))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: its texts by role and the roles whose cell continues the one above."""

    cells: dict[Role, str]
    continued: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    heading: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    title: str
    columns: tuple[tuple[Role, str], ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, document: Document) -> "Specimen":
        headings: list[tuple[int | None, str | None]] = [
            (index, section.text) for index, section in enumerate(document.sections)
        ]
        if any(row.section is None for row in document.rows):
            headings.insert(0, (None, None))
        return cls(
            title=document.title,
            columns=tuple((heading.role, heading.text) for heading in document.headings if heading.role),
            parts=tuple(
                Part(
                    heading=text,
                    lines=tuple(
                        Line(cells=dict(row.cells), continued=frozenset(row.continued))
                        for row in document.rows
                        if row.section == index
                    ),
                )
                for index, text in headings
            ),
            notes=document.notes,
        )

    def title_in(self, shape: Shape) -> list[str]:
        title = self.title
        if shape.roman == "cyrillic":
            title = _PERIOD.sub(lambda roman: roman[0].translate(_CYRILLIC_ROMAN), title)
        elif shape.roman == "arabic":
            title = _PERIOD.sub(lambda roman: str(["I", "II", "III", "IV"].index(roman[0]) + 1), title)
        if shape.short_year:
            title = re.sub(r"(\d{4}) года\b", r"\1 г.", title)
        return [title.replace("\n", " ")] if shape.title == "joined" else title.split("\n")

    def columns_in(self, shape: Shape, table: int = 0) -> list[tuple[Role | None, str]]:
        """Role and heading of each column of the n-th table."""
        columns: list[tuple[Role | None, str]] = [
            (role, OTHER_WORDS[role] if shape.reword else heading)
            for role, heading in self.columns
            if role not in shape.drop
        ]
        if shape.extra:
            columns.insert(len(columns) - 1, (None, NOTE_HEADING))
        if shape.order == "turned" or (shape.order == "per_table" and table % 2):
            columns = [*columns[:1], *reversed(columns[1:])]
        return columns


def cell_text(line: Line, role: Role | None, shape: Shape) -> str:
    if role is None:
        return f"Примечание к строке {line.cells.get(Role.NUMBER, '')}"
    text = line.cells[role]
    if role is Role.NUMBER:
        digits = text.strip(". ")
        return {"bracket": f"{digits})", "none": "", "automatic": ""}.get(shape.numbering, text)
    if shape.typography:
        text = re.sub(r"(\w{4})(\w{3})", "\\1\u00ad\\2", text).replace(" в ", " в\u00a0")
    return text


def same_text(text: str) -> str:
    """What two shapes of one text must agree on."""
    return " ".join(text.replace("\u00ad", "").split())
