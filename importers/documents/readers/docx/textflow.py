"""Paragraphs: the text of their runs as Word shows it, with tracked changes accepted and numbers computed."""

from events.vocabulary import Severity

from ...grid import Merge
from ...issues import NOWHERE, DocumentIssue, SourceRef
from ..xmlstream import Attributes, XmlStream, number
from .names import OFF, SPACE, ending, spelled, starting, value
from .numbering import Numbering
from .styles import Styles
from .symbols import character
from .tables import Item, TableBuilder

UNKNOWN_SYMBOL = "\ufffd"
WHITE = " \t\n\r"
IN_RESULT = -1


class TextFlow(XmlStream):
    """Collects paragraphs in `items`. A hot path: what most runs touch is kept in plain attributes."""

    def __init__(self, styles: Styles, numbering: Numbering):
        super().__init__()
        self.issues: list[DocumentIssue] = []
        self.insertions = self.deletions = 0  # tracked, neither accepted nor rejected
        self.first_change: SourceRef | None = None
        self._styles = styles
        self._numbering = numbering
        self._numbers_styles = bool(styles.numbered)
        self._choices: list[bool] = []  # open alternatives: was one taken?
        self._outermost: TableBuilder | None = None
        self._properties: list[Attributes] = []  # not empty inside the properties of a paragraph
        # Every paragraph has these, so the handlers are methods of the list itself, the cheapest calls.
        self.starts |= dict.fromkeys(spelled("w:pPr", "w:sdtPr"), self._properties.append)
        self.ends |= dict.fromkeys(spelled("w:pPr", "w:sdtPr"), self._properties.clear)
        self._start_flow()

    def _start_flow(self) -> None:
        """An empty container: the part itself, a text box, a footnote."""
        self.items: list[Item] = []
        self._tables: list[tuple[TableBuilder, list[Item]]] = []  # open tables and the items around them
        self._parts: list[str] = []
        self._fields: list[int] = []  # for each open field where its instruction began, or IN_RESULT
        self._carried = ""  # text of paragraphs whose end mark was deleted
        self._style = ""
        self._list_id: str | None = None
        self._level: int | None = None
        self._mark_deleted = False
        self._hides = False  # the run
        self._text_start = 0
        self._text_attributes: Attributes = {}
        self._left_out: list[str] = []

    @property
    def _place(self) -> SourceRef:
        table = self._outermost
        if table is None:
            return NOWHERE
        return SourceRef(table=table.number, row=table.row_number, column=table.column + 1)

    def _report(self, code: str, severity: Severity, found: str = "") -> None:
        self.issues.append(DocumentIssue(code=code, severity=severity, place=self._place, found=found))

    @ending("w:p")
    def _end_paragraph(self) -> None:
        text = "".join(self._parts)
        self._parts.clear()
        if self._fields:
            self._fields = []
        if self._left_out:
            self._report("hidden-text", Severity.INFO, "".join(self._left_out))
            self._left_out = []
        if self._mark_deleted:  # the paragraph runs on into the next one, whose properties count
            self._carried += text
        else:
            if self._carried:
                text, self._carried = self._carried + text, ""
            if (self._list_id is not None or self._numbers_styles) and not self._is_covered():
                shown, space = self._numbering.next(self._style, self._list_id, self._level)
                text = shown + space + text if text else shown
            self.items.append(text)
        self._style, self._list_id, self._level, self._mark_deleted = "", None, None, False

    def _is_covered(self) -> bool:
        """Lists do not count in a cell that a vertical merge hides."""
        return bool(self._tables) and self._tables[-1][0].merge is Merge.CONTINUE

    def _finish_items(self) -> list[Item]:
        if self._carried:
            self.items.append(self._carried)
            self._carried = ""
        return self.items

    @starting("w:pStyle")
    def _paragraph_style(self, attributes: Attributes) -> None:
        self._style = value(attributes)

    @starting("w:numId")
    def _paragraph_list(self, attributes: Attributes) -> None:
        self._list_id = value(attributes)

    @starting("w:ilvl")
    def _paragraph_level(self, attributes: Attributes) -> None:
        self._level = number(value(attributes))

    @starting("w:vanish")
    def _vanish(self, attributes: Attributes) -> None:
        if not self._properties and value(attributes) not in OFF:
            self._hide_run()

    @starting("w:rStyle")
    def _run_style(self, attributes: Attributes) -> None:
        if value(attributes) in self._styles.hidden and not self._properties:
            self._hide_run()

    def _hide_run(self) -> None:
        """Listen for ends of runs only from the first hidden run on: most documents have none."""
        self._hides = True
        self.ends |= dict.fromkeys(spelled("w:r"), self._end_run)

    def _end_run(self) -> None:
        self._hides = False

    @starting("w:t", "m:t")
    def _start_text(self, attributes: Attributes) -> None:
        self._text_attributes = attributes
        self._text_start = len(self._parts)
        self.parser.CharacterDataHandler = self._parts.append

    @ending("w:t", "m:t")
    def _end_text(self) -> None:
        self.parser.CharacterDataHandler = None
        parts, start = self._parts, self._text_start
        if len(parts) == start:
            return
        if len(parts) > start + 1:  # longer than the buffer of the parser
            parts[start:] = ["".join(parts[start:])]
        text = parts[start]
        if (text[0] in WHITE or text[-1] in WHITE) and self._text_attributes.get(SPACE) != "preserve":
            parts[start] = text = text.strip(WHITE)
        if "\n" in text:  # a line end of the file; breaks have an element of their own
            parts[start] = text.replace("\n", " ")
        if self._hides or (self._style and self._style in self._styles.hidden):
            self._left_out.append(parts.pop())

    def _add(self, text: str) -> None:
        if not self._hides:
            self._parts.append(text)

    @starting("w:tab", "w:ptab")
    def _tab(self, attributes: Attributes) -> None:
        self._add("\t")

    @starting("w:br", "w:cr")
    def _break(self, attributes: Attributes) -> None:
        self._add("\n")

    @starting("w:noBreakHyphen")
    def _no_break_hyphen(self, attributes: Attributes) -> None:
        self._add("\u2011")

    @starting("w:softHyphen")
    def _soft_hyphen(self, attributes: Attributes) -> None:
        self._add("\u00ad")

    @starting("w:sym")
    def _symbol(self, attributes: Attributes) -> None:
        font, code = value(attributes, "font"), value(attributes, "char")
        known = character(font, code)
        if known is None:
            self._report("unknown-symbol", Severity.WARNING, f"{font} {code}".strip())
        self._add(known or UNKNOWN_SYMBOL)

    @starting("w:fldChar")
    def _field(self, attributes: Attributes) -> None:
        """The instruction stands between begin and separate. It is cut out only once separate or end follows,
        so that a broken field loses no text."""
        kind = value(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append(len(self._parts))
        elif self._fields:
            began = self._fields.pop()
            if began != IN_RESULT:
                del self._parts[began:]
            if kind == "separate":
                self._fields.append(IN_RESULT)

    @starting("w:ins", "w:moveTo")
    def _inserted(self, attributes: Attributes) -> None:
        self.insertions += 1
        self.first_change = self.first_change or self._place

    @starting("w:del", "w:moveFrom")
    def _deleted(self, attributes: Attributes) -> None:
        self.deletions += 1
        self.first_change = self.first_change or self._place
        if self._properties:
            self._mark_deleted = True
        else:
            self.skip()

    @starting(
        *("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:tblPrExChange", "w:tblGridChange"),
        *("w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:numberingChange", "w:tabs"),
    )
    def _former(self, attributes: Attributes) -> None:
        """Properties as they were before a tracked change, and tab stops, which share the name of tabs."""
        self.skip()

    @starting("w:showingPlcHdr")
    def _placeholder(self, attributes: Attributes) -> None:
        """The text is kept: Word shows it, and people often type over it without the mark being removed."""
        if value(attributes) not in OFF:
            self._report("placeholder-text", Severity.INFO)

    @starting("mc:AlternateContent")
    def _start_alternatives(self, attributes: Attributes) -> None:
        self._choices.append(False)

    @ending("mc:AlternateContent")
    def _end_alternatives(self) -> None:
        self._choices.pop()

    @starting("mc:Choice", "mc:Fallback")
    def _alternative(self, attributes: Attributes) -> None:
        if self._choices and self._choices[-1]:
            self.skip()
        elif self._choices:
            self._choices[-1] = True
