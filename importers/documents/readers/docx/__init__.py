"""Word documents (.docx, transitional and strict): the XML of every part that holds text, walked once."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from events.vocabulary import Severity

from ...grid import Grid, Paragraph, SideNote, Table
from ...issues import NOWHERE, DocumentIssue, SourceRef
from ..guard import Package
from ..parts import Relationship, main_part, relationships
from . import styles as style_part
from .numbering import Numbering
from .story import Anchor, Story
from .styles import Styles
from .tables import Item

NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


def read(package: Package) -> Grid:
    main = main_part(package, "word/document.xml")
    related = relationships(package, main)
    styles = style_part.read(_part(package, related, "styles"))
    story = Story(styles, Numbering(_part(package, related, "numbering"), styles))
    with package.open(main) as stream:
        story.parse(stream, main)
    aside = _Aside(package, related, styles)
    notes = [*story.notes, *aside.anchored(story.anchors), *aside.margins(story.margins)]
    package.check_rest()
    return Grid(
        format="docx",
        blocks=tuple(_blocks(story.items)),
        notes=tuple(notes),
        issues=(*story.issues, *story.embedded, *aside.embedded, *_left_over(story, notes)),
    )


def _left_over(story: Story, notes: list[SideNote]) -> Iterator[DocumentIssue]:
    """What colleagues left in the file on its way: tracked changes, read as accepted, and comments."""
    if story.first_change is not None:
        yield DocumentIssue(
            code="tracked-changes-left",
            severity=Severity.WARNING,
            place=story.first_change,
            found=str(story.insertions),
            expected=str(story.deletions),
        )
    for note in notes:
        if note.kind == "comment":
            yield DocumentIssue(
                code="comment-left",
                severity=Severity.INFO,
                place=SourceRef(table=note.table, row=note.row, column=note.column),
                found=" ".join(note.text.split()),
            )


def _blocks(items: list[Item]) -> list[Paragraph | Table]:
    """Renumber tables: those in a frame were not counted."""
    blocks: list[Paragraph | Table] = []
    count = 0
    for item in items:
        if isinstance(item, Table):
            count += 1
            blocks.append(item if item.number == count else replace(item, number=count))
        else:
            blocks.append(Paragraph(item))
    return blocks


def _part(package: Package, related: dict[str, Relationship], kind: str) -> etree._Element | None:
    part = next((part for known, part in related.values() if known == kind and part in package), None)
    return None if part is None else package.tree(part)


class _Aside:
    """The parts beside the flow: footnotes, comments, headers. `embedded`: what stands in them unread."""

    def __init__(self, package: Package, related: dict[str, Relationship], styles: Styles):
        self.package = package
        self.related = related
        self.styles = styles
        self.embedded: list[DocumentIssue] = []

    def anchored(self, anchors: list[Anchor]) -> list[SideNote]:
        """Footnotes, endnotes and comments at the places that refer to them."""
        texts: dict[str, dict[str, str]] = {}
        for kind in {anchor.kind for anchor in anchors}:
            for known, part in self.related.values():
                if known == NOTE_PARTS[kind] and part in self.package:
                    texts[kind] = self._story(part).texts
        return [
            SideNote(kind, texts[kind][key], place.table, place.row, place.column)
            for kind, key, place in anchors
            if texts.get(kind, {}).get(key)
        ]

    def margins(self, margins: list[tuple[str, str]]) -> list[SideNote]:
        notes: dict[SideNote, None] = {}  # sections often repeat a header
        for kind, key in margins:
            if key in self.related and self.related[key].part in self.package:
                margin = self._story(self.related[key].part)
                text = "\n".join(item for item in margin.items if isinstance(item, str)).strip()
                if any(letter.isalpha() for letter in text):  # otherwise it is the page number
                    notes[SideNote(kind, text)] = None
                notes |= dict.fromkeys(note for note in margin.notes if note.kind == "text_box")
        return list(notes)

    def _story(self, part: str) -> Story:
        story = Story(self.styles, Numbering(None, self.styles))
        with self.package.open(part) as stream:
            story.parse(stream, part)
        found = (replace(issue, place=NOWHERE) for issue in story.embedded)
        self.embedded += [issue for issue in found if issue not in self.embedded]
        return story
