"""One part of a document in one pass: its flow of text, and what stands beside it as notes and anchors."""

from typing import NamedTuple

from events.vocabulary import Severity

from ...grid import SideNote
from ...issues import DocumentIssue, SourceRef
from ..embedded import embedded_object, inserted_file
from ..xmlstream import Attributes
from .names import STRICT_R, R, ending, starting, value
from .numbering import Numbering
from .styles import Styles
from .tableflow import TableFlow
from .tables import flat

# The state of one container, put aside while a text box inside a paragraph is read.
FLOW_STATE = (
    *("items", "_tables", "_parts", "_fields", "_carried", "_style", "_list_id", "_level", "_mark_deleted"),
    *("_hides", "_text_start", "_text_attributes", "_left_out"),
)
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Anchor(NamedTuple):
    """Where the text of another part belongs."""

    kind: str  # footnote, endnote, comment
    key: str
    place: SourceRef


class Story(TableFlow):
    """Reads document.xml, footnotes.xml, comments.xml or a header; only expected elements occur in each."""

    def __init__(self, styles: Styles, numbering: Numbering):
        super().__init__(styles, numbering)
        self.notes: list[SideNote] = []
        self.anchors: list[Anchor] = []
        self.margins: list[tuple[str, str]] = []  # header or footer, relationship
        self.embedded: list[DocumentIssue] = []
        self.texts: dict[str, str] = {}  # footnotes, endnotes and comments by id
        self._aside: list[dict[str, object]] = []
        self._picture = ""
        self._note_key = ""

    def _note(self, kind: str, text: str) -> None:
        place = self._place
        self.notes.append(SideNote(kind, text, place.table, place.row, place.column))

    @starting("w:txbxContent")
    def _start_box(self, attributes: Attributes) -> None:
        self._aside.append({name: getattr(self, name) for name in FLOW_STATE})
        self._start_flow()

    @ending("w:txbxContent")
    def _end_box(self) -> None:
        text = "\n".join(flat(self._finish_items()))
        for name, state in self._aside.pop().items():
            setattr(self, name, state)
        if text.strip():
            self._note("text_box", text)
            self._report("text-box", Severity.INFO, text)

    @starting("v:textpath")
    def _lettering(self, attributes: Attributes) -> None:
        """WordArt of older documents keeps its text in an attribute."""
        if text := attributes.get("string", "").strip():
            self._note("text_box", text)
            self._report("text-box", Severity.INFO, text)

    @starting("wp:docPr")
    def _describe_picture(self, attributes: Attributes) -> None:
        self._picture = attributes.get("descr") or attributes.get("title") or ""

    @starting("a:blip", "v:imagedata", "c:chart", "dgm:relIds")
    def _image(self, attributes: Attributes) -> None:
        self._note("image", self._picture)
        self._report("image", Severity.INFO, self._picture)
        self._picture = ""

    @starting("o:OLEObject")
    def _embedded(self, attributes: Attributes) -> None:
        self.embedded.append(embedded_object(attributes.get("ProgID", ""), self._place))

    @starting("w:altChunk")
    def _other_file(self, attributes: Attributes) -> None:
        self.embedded.append(inserted_file(self._place))

    @starting("w:footnoteReference")
    def _footnote_reference(self, attributes: Attributes) -> None:
        self.anchors.append(Anchor("footnote", value(attributes, "id"), self._place))

    @starting("w:endnoteReference")
    def _endnote_reference(self, attributes: Attributes) -> None:
        self.anchors.append(Anchor("endnote", value(attributes, "id"), self._place))

    @starting("w:commentReference")
    def _comment_reference(self, attributes: Attributes) -> None:
        self.anchors.append(Anchor("comment", value(attributes, "id"), self._place))

    @starting("w:headerReference")
    def _header_reference(self, attributes: Attributes) -> None:
        self._margin("header", attributes)

    @starting("w:footerReference")
    def _footer_reference(self, attributes: Attributes) -> None:
        self._margin("footer", attributes)

    def _margin(self, kind: str, attributes: Attributes) -> None:
        key = attributes.get(f"{R} id") or attributes.get(f"{STRICT_R} id") or ""
        self.margins.append((kind, key))

    @starting("w:footnote", "w:endnote", "w:comment")
    def _start_note(self, attributes: Attributes) -> None:
        is_text = value(attributes, "type") not in SEPARATORS
        self._note_key = value(attributes, "id") if is_text else ""
        self._start_flow()

    @ending("w:footnote", "w:endnote", "w:comment")
    def _end_note(self) -> None:
        if self._note_key:
            self.texts[self._note_key] = "\n".join(flat(self._finish_items())).strip()
        self._start_flow()
