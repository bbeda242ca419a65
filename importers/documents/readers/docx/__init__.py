"""Word documents (.docx, transitional and strict): the XML of every part that holds text, walked once."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from events.vocabulary import Severity

from ...grid import Grid, Paragraph, SideNote, Table
from ...issues import DocumentIssue, SourceRef
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
    notes = [*story.notes, *_anchored(package, related, styles, story.anchors)]
    notes += _margins(package, related, styles, story)
    package.check_rest()
    return Grid(
        format="docx",
        blocks=tuple(_blocks(story.items)),
        notes=tuple(notes),
        issues=(*story.issues, *_left_over(story, notes)),
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


def _anchored(
    package: Package, related: dict[str, Relationship], styles: Styles, anchors: list[Anchor]
) -> list[SideNote]:
    """Footnotes, endnotes and comments at the places that refer to them."""
    texts: dict[str, dict[str, str]] = {}
    for kind in {anchor.kind for anchor in anchors}:
        for known, part in related.values():
            if known == NOTE_PARTS[kind] and part in package:
                texts[kind] = _story(package, part, styles).texts
    return [
        SideNote(kind, texts[kind][key], place.table, place.row, place.column)
        for kind, key, place in anchors
        if texts.get(kind, {}).get(key)
    ]


def _margins(
    package: Package, related: dict[str, Relationship], styles: Styles, story: Story
) -> list[SideNote]:
    notes: dict[SideNote, None] = {}  # sections often repeat a header
    for kind, key in story.margins:
        if key in related and related[key].part in package:
            margin = _story(package, related[key].part, styles)
            text = "\n".join(item for item in margin.items if isinstance(item, str)).strip()
            if any(letter.isalpha() for letter in text):  # otherwise it is the page number
                notes[SideNote(kind, text)] = None
            notes |= dict.fromkeys(note for note in margin.notes if note.kind == "text_box")
    return list(notes)


def _story(package: Package, part: str, styles: Styles) -> Story:
    story = Story(styles, Numbering(None, styles))
    with package.open(part) as stream:
        story.parse(stream, part)
    return story
