"""One row, read once for all that is asked of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counted_partners import is_home
from events.phrases.dates import Dates
from events.phrases.place import PlaceReading
from events.vocabulary import Level, MeetingKind, Role, Side

from .model import MeetingFound, Participant
from .occasions import Occasion
from .officials import Cell, People, territory

TOLD = (Role.TITLE, Role.CONTENT, Role.PARTICIPANTS)
_PURPOSE = re.compile(
    r"(?<!\w)(?:цел[ьи](?:\s+(?:визита|поездки|мероприятия|командировки))?\s*[:-]\s*(?P<aim>\w)|"
    r"(?:для участия|в целях|с целью)(?=\s))",
    re.IGNORECASE,
)


class Row:
    def __init__(
        self,
        cells: Mapping[Role, str],
        dates: Dates | None,
        place: PlaceReading,
        period: Period | None,
        gazetteer: Gazetteer,
    ) -> None:
        self.cells = {role: Cell(role, cells[role], gazetteer) for role in TOLD if cells.get(role)}
        self.dates, self.period, self.gazetteer = dates, period, gazetteer
        self.place = " ".join(cells.get(Role.PLACE, "").split())
        self.is_away = bool(place.codes) and not any(is_home(code, gazetteer) for code in place.codes)
        self.is_at_home = any(is_home(code, gazetteer) for code in place.codes)
        self.people = People(self.cells)

    def _met(self, occasion: Occasion) -> list[Participant]:
        """Those it names. Whoever is met and has no territory in the post is the partner's."""
        met: dict[tuple[str, str], Participant] = {}
        for one in occasion.officials:
            for told in self.people.participants([one]):
                if not self.people.known(one).is_side_said and occasion.is_met(one):
                    told = replace(told, side=Side.PARTNER)
                met.setdefault((told.name, "" if told.name else told.post.lower()), told)
        return sorted(met.values(), key=lambda told: told.level.rank)

    def _nameless(self, occasion: Occasion, frames: Sequence[MeetingFound]) -> list[Participant]:
        """Whom they met where no post is told: a body, a territory, the delegation received."""
        if occasion.body:
            return [Participant(side=Side.PARTNER, of=occasion.body, level=Level.ORGANISATION)]
        if occasion.with_whom:
            return [Participant(side=Side.PARTNER, of=territory(occasion.with_whom, self.gazetteer))]
        for frame in frames:
            if frame.kind is MeetingKind.RECEPTION:
                return [
                    replace(one, post="", name="", level=Level.UNNAMED)
                    for one in frame.of_side(Side.PARTNER)[:1]
                ]
        return []

    def _span(self) -> tuple[date | None, date | None]:
        return (self.dates.start, self.dates.end) if self.dates else (None, None)

    def _purpose(self) -> str:
        """«для участия в …», «в целях …», as written, to the end of the sentence."""
        for role in (Role.TITLE, Role.CONTENT):
            cell = self.cells.get(role)
            for start, end in cell.sentences if cell else ():
                if cell and (said := _PURPOSE.search(cell.text, start, end)):
                    first = said.start("aim") if said["aim"] else said.start()
                    return cell.written(first, end).rstrip(" .,;:")
        return ""
