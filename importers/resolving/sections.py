"""Finds the department or the sphere a heading stands for; unknown ones become proposals."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from agreements.models import Department, DepartmentWording
from agreements.names.folding import fold
from events.models import Sphere, SphereWording
from events.phrases.headings import without_number
from events.vocabulary import SectionBasis, Severity
from importers.documents.issues import DocumentIssue, SourceRef, UnreadableDocument

from .pairing import squeeze

# One misspelt letter in the shortest real name still passes, two departments of similar names do not.
_LIKE = 96.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """A department or a sphere the registry does not know: created on apply, for a person to confirm."""

    basis: SectionBasis
    name: str


class SectionResolver:
    """Looks headings up among the names and known spellings of departments or spheres: two queries in all."""

    def __init__(self, basis: SectionBasis):
        self.basis = basis
        self.issues: list[DocumentIssue] = []
        self._known = _spellings(basis)

    def known(self, heading: str) -> Department | Sphere | None:
        """The record a heading names exactly, but for its number («I.», «3.»), case and spaces."""
        name = squeeze(heading)
        return self._known.get(fold(name)) or self._known.get(fold(without_number(name)))

    def find(self, heading: str, place: SourceRef) -> Department | Sphere | NewName:
        """The record a heading names, exactly or but for a typing error (which becomes an issue)."""
        record = self.known(heading)
        if record is not None:
            return record
        name = without_number(squeeze(heading))
        close = process.extractOne(fold(name), self._known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if close is None:
            code = "new-department" if self.basis is SectionBasis.DEPARTMENT else "new-sphere"
            self.issues.append(DocumentIssue(code=code, severity=Severity.WARNING, place=place, found=name))
            return NewName(basis=self.basis, name=name)
        record = self._known[close[0]]
        self.issues.append(
            DocumentIssue(
                code="heading-misspelt",
                severity=Severity.WARNING,
                place=place,
                found=name,
                expected=record.name,
            )
        )
        return record


def department_named(name: str) -> Department:
    """The department of this name; UnreadableDocument with close names where there is none."""
    known = _spellings(SectionBasis.DEPARTMENT)
    found = known.get(fold(name))
    if found is None:
        close = process.extract(fold(name), known.keys(), scorer=fuzz.WRatio, limit=3)
        raise UnreadableDocument(
            DocumentIssue(
                code="unknown-department",
                severity=Severity.BLOCKER,
                found=name,
                suggestion="; ".join(dict.fromkeys(known[key].name for key, _score, _index in close)),
            )
        )
    return found


def guess_basis(headings: Iterable[str]) -> SectionBasis | None:
    """What headings stand for, judged by the first one the registry knows."""
    known = {basis: _spellings(basis) for basis in SectionBasis}
    for heading in headings:
        for basis, spellings in known.items():
            if fold(heading) in spellings or fold(without_number(heading)) in spellings:
                return basis
    return None


def _spellings(basis: SectionBasis) -> dict[str, Department | Sphere]:
    if basis is SectionBasis.DEPARTMENT:
        records = {record.pk: record for record in Department.objects.all()}
        wordings = DepartmentWording.objects.values_list("folded", "department_id")
    else:
        records = {record.pk: record for record in Sphere.objects.all()}
        wordings = SphereWording.objects.values_list("folded", "sphere_id")
    known = {folded: records[pk] for folded, pk in wordings if pk in records}
    for record in records.values():
        known[fold(record.name)] = record
        if short := getattr(record, "short_name", ""):
            known.setdefault(fold(short), record)
    return known
