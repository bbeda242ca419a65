"""«Две группировки» as a paper and as a workbook, in Russian."""

from events.exports.figure_files import write_figures_xlsx
from events.exports.paper import (
    Block,
    FinePrintBlock,
    HeadingBlock,
    ListBlock,
    Paper,
    ParagraphBlock,
    TableBlock,
)

from .groupings import Grouping, TwoGroupings


def groupings_paper(groupings: TwoGroupings, note: str) -> Paper:
    blocks: list[Block] = [ParagraphBlock(sentence) for sentence in groupings.sentences]
    for side in groupings.sides:
        blocks += [HeadingBlock(side.title), _lines_block(side)]
    for side in groupings.sides:
        if side.alone:
            heading = f"Только в группировке «{side.title.lower()}»: {side.alone_in_all}"
            blocks += [HeadingBlock(heading), _alone_block(side)]
    blocks.append(FinePrintBlock(note))
    title = ("ДВЕ ГРУППИРОВКИ МЕРОПРИЯТИЙ", f"за {groupings.scope.period.title}")
    return Paper(title=title, blocks=tuple(blocks))


def _lines_block(side: Grouping) -> TableBlock:
    rows = [
        *((name, str(cell.value)) for name, cell in side.lines),
        (side.nowhere_label, str(side.nowhere.value)),
        ("Всего мероприятий", str(side.total)),
    ]
    return TableBlock(
        headings=("Раздел", "Мероприятий"), rows=tuple(rows), widths=(130, 40), numbers=frozenset({1})
    )


def _alone_block(side: Grouping) -> ListBlock:
    left = side.alone_in_all - len(side.alone)
    titles = [" ".join(event.title.split()) for event in side.alone]
    return ListBlock((*titles, *([f"и другие (еще {left})"] if left else [])))


def groupings_workbook(groupings: TwoGroupings, note: str) -> bytes:
    rows: list[tuple[str | int, ...]] = []
    for side in groupings.sides:
        rows += [(side.title, name, cell.value) for name, cell in side.lines]
        rows += [
            (side.title, "Не указано", side.nowhere.value),
            (side.title, "Всего мероприятий", side.total),
        ]
    headings = ("Группировка", "Раздел", "Мероприятий")
    return write_figures_xlsx("Две группировки мероприятий", [*groupings.sentences, note], headings, rows)
