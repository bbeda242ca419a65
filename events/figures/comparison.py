"""What the figures of a scope rest on, and whether they may be held against those of the year before."""

from collections.abc import Collection
from dataclasses import dataclass

from events.basis.documents import (
    Basis,
    Document,
    Gap,
    Question,
    basis_of,
    gaps_between,
    read_documents,
)
from events.basis.wording import gaps_in_words
from events.vocabulary import Kind

from .scope import BY_DOCUMENTS, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`documents`: of the period of the scope and of that before."""

    scope: Scope
    documents: tuple[Document, ...]

    @classmethod
    def of(cls, scope: Scope) -> "Comparison":
        """In a constant number of queries."""
        first, last = scope.before.period.start, scope.period.end
        documents = read_documents(scope.access, _question(scope), first, last)
        return cls(scope=scope, documents=tuple(documents))

    @property
    def basis(self) -> Basis:
        return self.basis_of(self.scope)

    def basis_of(self, part: Scope) -> Basis:
        period = part.period
        return basis_of(self.documents, period.start, period.end, within=part.by == BY_DOCUMENTS)

    @property
    def has_before(self) -> bool:
        """Whether the registry knows anything of the year before: its zeros tell nothing otherwise."""
        before = self.scope.before
        return bool(before.tallies.total["events"] or self.basis_of(before).documents)

    @property
    def reasons(self) -> list[str]:
        """In words, why the scope cannot be compared with the year before; in Russian."""
        if self.basis.documents and not self.basis_of(self.scope.before).documents:
            return [f"Документов за {self.scope.before.period.title} в реестре нет."]
        return gaps_in_words(self.gaps())

    def gaps(self, part: Scope | None = None, kinds: Collection[Kind] = tuple(Kind)) -> tuple[Gap, ...]:
        """Why the scope, or a part of it, cannot be compared with the year before by documents of these
        kinds; none where it can."""
        part = part or self.scope
        return gaps_between(self.basis_of(part), self.basis_of(part.before), kinds)


def _question(scope: Scope) -> Question:
    chosen = scope.filter.form.cleaned_data
    departments = chosen.get("department")
    return Question(
        kinds=frozenset(map(Kind, chosen.get("kind") or ())),
        partners=scope.chosen_partners,
        departments=frozenset().union(*(one.chain() for one in departments)) if departments else None,
    )
