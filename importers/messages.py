"""The words for each issue of a document, as it is read and resolved."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from coopregistry.refused_files import REFUSALS
from events.entries.finding_messages import filled, issue_in_words
from events.labels import COLUMN_USE_LABELS, KIND_LABELS, ROLE_LABELS

from .documents.issues import DocumentIssue, SourceRef

ISSUES: Mapping[str, str | Promise] = {
    "target-unknown": _("The document does not say what it is: state %(expected)s."),
    "target-contradicts": _("The document says “%(found)s”, but “%(expected)s” was stated."),
    "kind-open": _(
        "The document names partners both in Russia and abroad, or none: say which kind it is (“%(found)s”)."
    ),
    "kind-against-title": _(
        "Read as %(expected)s, yet the title names %(found)s: check which kind the document is."
    ),
    "kind-from-partners": _("The partners tell that this is: %(expected)s."),
    "partner-from-heading": _("All rows are with “%(expected)s”: the column “%(found)s” says so."),
    "partner-in-heading-open": _(
        "The column “%(found)s” may name the partner of all rows, but it is not taken: "
        "say whom the document is about."
    ),
    "department-from-title": _(
        "The title names one body: only the rows of “%(expected)s” are compared and replaced."
    ),
    "department-from-heading": _(
        "The document has one section: only the rows of “%(expected)s” are compared and replaced."
    ),
    "department-from-signature": _(
        "The document is signed for one body: only the rows of “%(expected)s” are compared and replaced."
    ),
    "report-agreement-unknown": _(
        "The document is about one agreement, but its parties could not be told: “%(found)s”. "
        "Choose the agreement."
    ),
    "unknown-agreement": _("There is no agreement “%(found)s” in the registry."),
    "planned-in-report": _(
        "The rows under “%(found)s” are planned, not held: load them from a file of their own into a plan."
    ),
    "held-in-plan": _(
        "The rows under “%(found)s” were held, not planned: load them from a file of their own into a report."
    ),
    "would-remove": _("%(found)s of %(expected)s rows would be removed: the document does not have them."),
    "report-partner-unknown": _("The document is about “%(found)s”, which is no known partner."),
    "unknown-department": _("There is no executive body “%(found)s”. Close names: %(suggestion)s"),
    "new-department": _("The executive body “%(found)s” is new: it is added and has to be confirmed."),
    "department-unread": _("“%(found)s” names no single executive body: the row has none."),
    "new-sphere": _("The sphere “%(found)s” is new: it is added and has to be confirmed."),
    "heading-misspelt": _("The heading “%(found)s” is taken for “%(expected)s”."),
    "other-department": _("The heading “%(found)s” is not of the chosen body “%(expected)s”."),
    "new-agreement": _("The agreement “%(found)s” is new: it is added and has to be confirmed."),
    "agreement-unread": _("No two parties of an agreement could be told from “%(found)s”."),
    "agreement-ambiguous": _("“%(found)s” may be one of several agreements: %(suggestion)s"),
    "no-such-file": _("There is no such file."),
    "no-access": _("The file cannot be opened. See whether it is a file and whether you may read it."),
    "passed-over": _("“%(found)s” is no document and was passed over."),
    "nested-archive": _("An archive inside an archive is not opened: unpack it first."),
    "empty-file": _("The file is empty. See whether it is the right one and was saved."),
    "too-large": _(
        "The file is too large: %(found)s, at most %(expected)s. Take the pictures out of it or divide it."
    ),
    "damaged": _(
        "This is no document of an office program: the file is damaged. Open it in an office program, save "
        "it again and repeat."
    ),
    "unreadable": _(
        "The file lacks a part that is needed. Open it in an office program, save it again and repeat."
    ),
    "zip-bomb": _(
        "The file unpacks to far more than a document holds and is refused. If it is a document, open it in "
        "an office program, save it under another name and repeat."
    ),
    "unsafe-member": _("The archive holds an unsafe name (%(found)s) and is refused."),
    "xml-dtd": _(
        "The file holds what no office program writes and is refused. Open it in an office program, save it "
        "again and repeat."
    ),
    "too-complex": _(
        "The file is too complex to read. Copy its table into a new document or divide it, and repeat."
    ),
    "reader-busy": _("Too many files are being read just now. Try again in a minute."),
    **REFUSALS,
    "encrypted": _("The file is protected by a password. Remove the password and repeat."),
    "macro": _("The file holds macros. Save it as .%(suggestion)s and repeat."),
    "wrong-type": _(
        "This is no document with a table. Expected: .docx, .doc, .odt, .rtf, .xlsx, .xls, .ods or .txt."
    ),
    "wrongly-named": _("The file is named “%(found)s”, its content is %(expected)s."),
    "converter-missing": _(
        "Files of this kind (%(found)s) are read through LibreOffice, which is not installed: "
        "install the package %(expected)s."
    ),
    "converter-failed": _(
        "The file could not be opened. Open it in an office program, save it as .docx and repeat."
    ),
    "converter-timeout": _(
        "The file could not be opened within %(expected)s. Open it in an office program, save it as .docx "
        "and repeat."
    ),
    "read-through-office": _("The file was read through LibreOffice."),
    "text-encoding": _("The text is in the encoding %(found)s."),
    "control-characters": _("Control characters were left out: %(found)s."),
    "hidden-sheet": _("The sheet “%(found)s” is hidden; it was read all the same."),
    "hidden-row": _("The row is hidden; it was read all the same."),
    "hidden-column": _("The column is hidden; it was read all the same."),
    "hidden-text": _("Hidden text was left out: “%(found)s”."),
    "hidden-merged-text": _("Text hidden under a merged cell: “%(found)s”."),
    "covered-text": _("Text covered by a merged range: “%(found)s”."),
    "overlapping-merge": _("Merged ranges overlap."),
    "absurd-span": _("The cell claims to span an absurd number of columns: “%(found)s”."),
    "far-cell": _("A cell far outside of the table was left out: “%(found)s”."),
    "cell-error": _("The cell holds an error: %(found)s."),
    "number-format-unread": _(
        "The number format “%(expected)s” is not understood: the cell is read as the bare number %(found)s."
    ),
    "rounded-number": _("The cell shows “%(found)s”, as Excel does; the file holds %(expected)s."),
    "formula-without-value": _(
        "The formula has no stored value: %(found)s. Open the file in a spreadsheet program and save it."
    ),
    "nested-table": _("A table inside the cell was read as its text."),
    "text-box": _("A text box stands apart from the table: “%(found)s”."),
    "tracked-changes-left": _(
        "Changes tracked in Word are not accepted yet (insertions %(found)s, deletions %(expected)s): the "
        "file was read as if they were."
    ),
    "comment-left": _("A comment was left in the file: “%(found)s”."),
    "image": _("A picture is not read: %(found)s"),
    "embedded-object": _("%(expected)s is embedded in the document and not read: %(suggestion)s."),
    "unknown-symbol": _("A symbol of the font could not be told: %(found)s."),
    "placeholder-text": _("A form field was left with its placeholder."),
    "irregular-row": _("The row has %(found)s cells, expected %(expected)s."),
    "glued-row": _("“%(found)s” was not parted by a blank line; it is read as a row across the table."),
    "no-table": _(
        "There is no table; one with these columns was looked for: %(expected)s. The text begins: “%(found)s”"
    ),
    "no-rows": _("No row stands under the header “%(found)s”."),
    "unknown-layout": _(
        "This is no plan or report the registry knows. Found: %(found)s. Nearest: %(suggestion)s; it "
        "lacks: %(expected)s. If it is a plan or report, state its kind."
    ),
    "ambiguous-layout": _("“%(found)s” may be several kinds of document: %(expected)s. State its kind."),
    "two-reports-in-one-file": _(
        "The file holds two documents, “%(expected)s” and “%(found)s”; the second begins here. "
        "Save each as a file of its own and upload them one by one."
    ),
    "period-unread": _("No period could be told from the title “%(found)s”."),
    "kind-from-columns": _(
        "The title “%(found)s” does not name the kind of document; the columns tell: %(expected)s."
    ),
    "kind-differs": _("The title “%(found)s” does not speak of what was chosen: %(expected)s."),
    "missing-column": _("There is no column “%(expected)s”."),
    "unclaimed-column": _(
        "The column “%(found)s” is kept as it is: the registry does not know what it means."
    ),
    "joined-column": _("“%(found)s” is read together with the column “%(expected)s”."),
    "no-such-column": _("There is no column %(found)s: the table has %(expected)s."),
    "column-twice": _("Two columns cannot both be: %(expected)s."),
    "column-lacking": _("No column is: %(expected)s. A table cannot be read without it."),
    "planned-column": _("“%(found)s” is what was planned: it is kept, and not read as what was held."),
    "held-column": _("“%(found)s” is what was held: it is kept, and not read as what is planned."),
    "planned-column-alone": _(
        "“%(found)s” may be what was planned, and no other column says what was held: check it."
    ),
    "fact-missing": _("Only what was planned is said here: “%(found)s”. It is not taken for what was held."),
    "second-column": _("“%(found)s” is a second column for “%(expected)s”; it is kept beside the first."),
    "shared-column": _(
        "The column “%(found)s” speaks of “%(expected)s” as well; it is read as what it names first."
    ),
    "header-differs": _("The header of this table differs: “%(found)s”, above “%(expected)s”."),
    "title-repeated": _("The title is repeated: “%(found)s”."),
    "unread-table": _("A table that is no part of the document was left aside: %(found)s"),
    "stray-paragraph": _("A line outside of the table was kept beside it: “%(found)s”."),
    "nothing-held": _("“%(found)s” is taken as the answer of “%(expected)s”."),
    "signature-row": _("“%(found)s” is taken for a signature."),
    "section-without-rows": _("The section “%(found)s” has no rows."),
    "section-from-sheet-name": _("The section is named by its sheet: “%(found)s”."),
    "total-row": _("The totals “%(found)s” are kept beside the rows."),
    "continued-blank-cell": _("The empty cell continues the one above: “%(expected)s”."),
    "nothing-to-continue": _("The cell is empty and there is nothing above to continue."),
    "merge-across-section": _("A merged cell crosses the section: “%(found)s”."),
    "row-continues": _("The row continues row %(expected)s and was joined to it: “%(found)s”."),
    "row-without-title": _("The row has no title."),
    "short-row": _("The row has %(found)s cells of %(expected)s."),
    "cell-outside-columns": _("A cell stands under no heading: “%(found)s”."),
    "cell-over-columns": _("A cell spans several columns (%(expected)s): “%(found)s”."),
    "cells-under-one-heading": _("“%(found)s” is a second cell of its column and was joined to the first."),
    "numbered-blank-row": _("Row %(found)s is empty and was left out."),
    "numbers-missing": _("The rows are not numbered."),
    "number-missing": _("The row has no number."),
    "number-unread": _("“%(found)s” is no number of a row."),
    "numbering-restarts": _("The numbering starts again with %(found)s."),
}

# What to do with a file of another kind, by the name its content was given.
WRONG_TYPES: Mapping[str, str | Promise] = {
    "pdf": _(
        "This is a PDF: no table is read from it. Load the Word or Excel file it was made from; a scan has "
        "to be recognised or typed first."
    ),
    "image": _(
        "This is a picture: no table is read from it. Load the document itself; a scan or a photograph has "
        "to be recognised or typed first."
    ),
    "web-page": _(
        "This is a web page, whatever its name says. Open it in Word, save it as .docx and repeat."
    ),
    "xml": _("This is an XML file. Open it in the program that made it, save it as .docx and repeat."),
    "archive": _(
        "This is an archive without a document the registry knows. Unpack it and load the documents."
    ),
    "presentation": _("This is a presentation. Move its table to a Word document and load that."),
    "xlsb": _("This is a binary Excel workbook. Save it as .xlsx and repeat."),
    "mail": _("This is a letter. Save the document attached to it and load that."),
    "old-format": _("This is a file of an old office program. Save it as .docx or .xlsx and repeat."),
}

_LABELS = (*ROLE_LABELS.items(), *COLUMN_USE_LABELS.items(), *KIND_LABELS.items())
# Pure code knows columns and kinds of document by their codes only.
_NAMES: Mapping[str, str | Promise] = {
    **{str(code): name for code, name in _LABELS},
    "kind": _("kind of document"),
    "period": _("period"),
    "bare_table": _("a table without a title"),
    "open_kind": _("a plan or report"),
    "agreement_plan": _("plan of measures of an agreement"),
    "agreement_report": _("report on one agreement"),
    "embedded_workbook": _("An Excel workbook"),
    "embedded_text": _("Another Word document"),
    "embedded_slides": _("A presentation"),
    "embedded_pdf": _("A PDF file"),
    "embedded_formula": _("A formula"),
    "embedded_picture": _("A drawing of another program"),
    "embedded_file": _("A file of another program"),
    "inserted_file": _("The text of another file"),
    "load_workbook_apart": _(
        "open it with a double click, save it as a file of its own and load that file, or paste its cells "
        "as a table of Word"
    ),
    "load_text_apart": _("open it with a double click, save it as a file of its own and load that file"),
    "write_as_text": _("write what it says into the cell as text"),
    "save_with_inserted": _("open the document in Word, save it and load it again"),
    "look_into_it": _("open it with a double click; if it names events, write them into the table"),
}


def message(issue: DocumentIssue) -> str:
    """One issue in the reader's language, with the place where a person finds it."""
    words = {
        "found": _with_unit(issue.found),
        "expected": _in_words(_with_unit(issue.expected)),
        "suggestion": _in_words(issue.suggestion),
    }
    if issue.code == "wrong-type" and issue.found in WRONG_TYPES:
        text = str(WRONG_TYPES[issue.found])
    elif issue.code in ISSUES:
        text = filled(str(ISSUES[issue.code]), words).strip()
    else:
        text = issue_in_words(issue.code, words)
    where = _where(issue.place)
    return f"{where}: {text}" if where else text


def _with_unit(text: str) -> str:
    """«51 MB» and «60 s» of pure code in the reader's language."""
    measured = re.fullmatch(r"(\d+) (MB|s)", text)
    if not measured:
        return text
    return (gettext("%s MB") if measured[2] == "MB" else gettext("%s s")) % measured[1]


def _in_words(codes: str) -> str:
    return ", ".join(str(_NAMES.get(code, code)) for code in codes.split(", "))


def removal_question(missing: int, standing: int) -> str:
    """Asks whether so many of the rows a file is about may be removed."""
    return ngettext(
        "The file lacks %(count)s of the %(standing)s rows it is about: loading would remove it. "
        "Say that it may go, or correct what the file is about.",
        "The file lacks %(count)s of the %(standing)s rows it is about: loading would remove them. "
        "Say that they may go, or correct what the file is about.",
        missing,
    ) % {"count": missing, "standing": standing}


def _where(place: SourceRef) -> str:
    parts = []
    if place.table:
        parts.append(gettext("table %d") % place.table)
    if place.row:
        parts.append(gettext("row %d") % place.row)
    if place.heading:
        parts.append(gettext("column “%s”") % " ".join(place.heading.split()))
    elif place.column:
        parts.append(gettext("column %d") % place.column)
    return ", ".join(parts)
