"""Finds the agreement a cell names, in whatever wording; unknown ones become proposals."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agreements.models import Agreement, AgreementParty, AgreementWording
from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from agreements.names.parties import Parties, Party, read_parties, same_agreement
from events.vocabulary import Severity
from importers.documents.issues import DocumentIssue, SourceRef

from .pairing import squeeze

_KINDS = {
    "протокол": Agreement.Kind.PROTOCOL,
    "меморандум": Agreement.Kind.MEMORANDUM,
    "договор": Agreement.Kind.CONTRACT,
    "контракт": Agreement.Kind.CONTRACT,
    "дорожная карта": Agreement.Kind.ACTION_PLAN,
    "план мероприятий": Agreement.Kind.ACTION_PLAN,
    "программа": Agreement.Kind.PROGRAMME,
    "декларация": Agreement.Kind.DECLARATION,
}

# Measured: wordings of one agreement score 99 and more of 100, those of different ones 92 at most.
_SAME = 95.0


@dataclass(slots=True, kw_only=True, eq=False)  # each proposal is itself, whatever its texts
class NewAgreement:
    """An agreement the registry does not know: created on apply, for a person to confirm."""

    title: str
    kind: Agreement.Kind
    level: Agreement.Level
    parties: tuple[Party, ...]
    read: Parties
    wordings: list[str] = field(default_factory=list)


class AgreementResolver:
    """Matches cells of one document with the registry's agreements (three queries) and with each other."""

    def __init__(self, gazetteer: Gazetteer):
        self.issues: list[DocumentIssue] = []
        self.proposed: list[NewAgreement] = []
        self.learned: list[tuple[Agreement, str]] = []
        self._gazetteer = gazetteer
        self._seen: dict[str, Agreement | NewAgreement | None] = {}
        agreements = {agreement.pk: agreement for agreement in Agreement.objects.all()}
        parties: dict[int, set[str]] = {pk: set() for pk in agreements}
        for agreement, code in AgreementParty.objects.values_list("agreement_id", "partner__code"):
            if agreement in parties:
                parties[agreement].add(code)
        texts: dict[int, list[str]] = {pk: [agreement.title] for pk, agreement in agreements.items()}
        for agreement, text, folded in AgreementWording.objects.values_list("agreement_id", "text", "folded"):
            if agreement in texts:
                texts[agreement].append(text)
                self._seen[folded] = agreements[agreement]
        self._known = [(agreements[pk], frozenset(parties[pk]), texts[pk]) for pk in agreements]
        self._read: dict[str, Parties] = {}

    def find(self, text: str, place: SourceRef) -> Agreement | NewAgreement | None:
        """The agreement of a cell; None (and an issue) where the cell names no two parties."""
        folded = fold(text)[:1000]
        if folded not in self._seen:
            self._seen[folded] = self._find(squeeze(text), place)
        return self._seen[folded]

    def _find(self, text: str, place: SourceRef) -> Agreement | NewAgreement | None:
        read = self._parties(text)
        codes = frozenset(read.codes)
        alike = [
            agreement
            for agreement, parties, wordings in self._known
            if parties == codes
            and max(same_agreement(read, self._parties(wording)) for wording in wordings) >= _SAME
        ]
        if len(alike) > 1:
            self._report(
                "agreement-ambiguous", text, place, "; ".join(agreement.title for agreement in alike)
            )
            return None
        if alike:
            self.learned.append((alike[0], text))
            return alike[0]
        if len(codes) < 2:
            self._report("agreement-unread", text, place)
            return None
        for new in self.proposed:
            if frozenset(new.read.codes) == codes and same_agreement(read, new.read) >= _SAME:
                new.wordings.append(text)
                return new
        foreign = any(not code.startswith("ru-") for code in codes)
        new = NewAgreement(
            title=text.rstrip("."),
            kind=_KINDS.get(read.kind, Agreement.Kind.AGREEMENT),
            level=Agreement.Level.INTERNATIONAL if foreign else Agreement.Level.INTERREGIONAL,
            parties=_once_each(read.parties),
            read=read,
            wordings=[text],
        )
        self.proposed.append(new)
        self._report("new-agreement", text, place)
        return new

    def _parties(self, text: str) -> Parties:
        if text not in self._read:
            self._read[text] = read_parties(text, self._gazetteer)
        return self._read[text]

    def _report(self, code: str, text: str, place: SourceRef, suggestion: str = "") -> None:
        self.issues.append(
            DocumentIssue(
                code=code, severity=Severity.WARNING, place=place, found=text, suggestion=suggestion
            )
        )


def _once_each(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Known parties: one named again keeps its first wording and takes its last place."""
    by_code = {party.code: party for party in reversed(parties) if party.code}
    return tuple(reversed(by_code.values()))
