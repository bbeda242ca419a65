"""What one click of proof-reading corrects in a file before it is loaded, as corrections of its cells."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from events.proofreading.proofread import slips_to_mend
from events.proofreading.slip import Phrase, phrase_of, replaced
from events.vocabulary import Role
from importers.resolving.resolution import Resolution, ResolvedRow

from .corrections import Corrections, place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCorrection:
    """A cell after the click, and what changes in it."""

    row: ResolvedRow
    role: Role
    after: str
    phrases: tuple[Phrase, ...]

    @property
    def title(self) -> str:
        return self.row.row.cells.get(Role.TITLE, "")


def cell_corrections(resolution: Resolution, code: str, accepted: Collection[str]) -> list[CellCorrection]:
    """A continued cell follows the one it continues."""
    found = []
    for row in resolution.rows:
        for role, text in row.row.cells.items():
            if role is Role.NUMBER or role in row.row.continued:
                continue
            if slips := slips_to_mend(text, code, accepted):
                found.append(
                    CellCorrection(
                        row=row,
                        role=role,
                        after=replaced(text, slips),
                        phrases=tuple(phrase_of(text, slip) for slip in slips),
                    )
                )
    return found


def fingerprint_of(found: Sequence[CellCorrection]) -> str:
    """Differs as soon as something else would be corrected than what was shown."""
    content = [(*place_of(one.row.row), one.role, one.after) for one in found]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


def with_corrected(corrections: Corrections, found: Iterable[CellCorrection]) -> Corrections:
    for one in found:
        place = place_of(one.row.row)
        cells = {**corrections.cells.get(place, {}), one.role: one.after}
        corrections = corrections.with_row(place, cells, corrections.values.get(place, {}))
    return corrections
