"""The one department a document is about: said by a person, named in its title, its only heading or by its
signature."""

from django.conf import settings

from agreements.models import Department
from agreements.names.declension import decline
from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from events.models import Report
from events.vocabulary import SectionBasis, Severity
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, SourceRef
from importers.documents.layouts.one_department import names_one_body
from importers.documents.layouts.sections import basis_of
from importers.documents.target import Target

from .pairing import squeeze
from .sections import NewName, SectionResolver, department_named


def department_of(
    document: Document,
    target: Target,
    report: Report | None,
    gazetteer: Gazetteer,
    issues: list[DocumentIssue],
) -> Department | None:
    """Unsaved where the registry does not know it; None for a document of several bodies, or of none in
    particular. Adds an issue wherever nobody said it."""
    if target.department:
        return department_named(target.department)
    if document.department_phrase and not _has_several(document):
        return _found(document.department_phrase, "department-from-title", gazetteer, issues)
    if document.department_signed and not document.sections:
        return _found(document.department_signed, "department-from-signature", gazetteer, issues)
    headings = {section.text for section in document.sections}
    if len(headings) == 1 and report is not None and report.basis == SectionBasis.DEPARTMENT:
        return _of_only_heading(headings.pop(), report, issues)
    return None


def _has_several(document: Document) -> bool:
    """A body named in the title may have put together what the bodies of the sections wrote."""
    bodies = {
        section.text for section in document.sections if basis_of(section.text) is SectionBasis.DEPARTMENT
    }
    return len(bodies) > 1


class DepartmentColumn:
    """Finds the department that a cell names; each name is looked up once."""

    def __init__(self, gazetteer: Gazetteer):
        self.issues: list[DocumentIssue] = []
        self._gazetteer = gazetteer
        self._seen: dict[str, Department | None] = {}

    def find(self, text: str, place: SourceRef) -> Department | None:
        """None for a person, for several bodies, and for what is no name of a body."""
        key = fold(text)
        if key not in self._seen:
            self._seen[key] = self._find(squeeze(text), place)
        return self._seen[key]

    def _find(self, text: str, place: SourceRef) -> Department | None:
        known = known_department(text, self._gazetteer)
        if known is not None:
            return known
        if not names_one_body(text):
            if text:
                self._report("department-unread", Severity.INFO, text, place)
            return None
        self._report("new-department", Severity.WARNING, text, place)
        return new_department(NewName(basis=SectionBasis.DEPARTMENT, name=text))

    def _report(self, code: str, severity: Severity, found: str, place: SourceRef) -> None:
        self.issues.append(DocumentIssue(code=code, severity=severity, place=place, found=found))


def _of_only_heading(heading: str, report: Report, issues: list[DocumentIssue]) -> Department | None:
    """A whole document may have one section as well: what tells is that the report holds rows of others."""
    known = SectionResolver(SectionBasis.DEPARTMENT).known(heading)
    if not isinstance(known, Department):
        return None
    if not report.entries.exclude(department=known).exists():
        return None
    _say(issues, "department-from-heading", heading, known)
    return known


def _found(phrase: str, code: str, gazetteer: Gazetteer, issues: list[DocumentIssue]) -> Department:
    known = known_department(phrase, gazetteer)
    department = known or new_department(NewName(basis=SectionBasis.DEPARTMENT, name=phrase))
    _say(issues, code if department.pk else "new-department", phrase, department)
    return department


def known_department(name: str, gazetteer: Gazetteer) -> Department | None:
    """The department of this name, whether or not either says of which region it is."""
    found = SectionResolver(SectionBasis.DEPARTMENT).known(name)
    if isinstance(found, Department):
        return found
    wanted = _without_home(name, gazetteer)
    alike = [one for one in Department.objects.all() if _without_home(one.name, gazetteer) == wanted]
    return alike[0] if len(alike) == 1 else None


def _without_home(name: str, gazetteer: Gazetteer) -> str:
    """«Комитет по спорту Псковской области» and «Комитет по спорту» are one body of the Pskov oblast."""
    for mention in reversed(list(gazetteer.find(name))):
        if mention.code == settings.HOME_SUBJECT:
            name = f"{name[: mention.start]} {name[mention.end :]}"
    return fold(name)


def new_department(new: NewName) -> Department:
    """An unsaved department for a person to confirm."""
    nominative, genitive, dative, accusative, instrumental, prepositional = decline(new.name)
    return Department(
        name=nominative,
        genitive=genitive,
        dative=dative,
        accusative=accusative,
        instrumental=instrumental,
        prepositional=prepositional,
        confirmed=False,
    )


def _say(issues: list[DocumentIssue], code: str, found: str, department: Department) -> None:
    severity = Severity.INFO if department.pk else Severity.WARNING
    issues.append(DocumentIssue(code=code, severity=severity, found=found, expected=department.name))
