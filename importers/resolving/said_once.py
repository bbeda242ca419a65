"""What a heading of a section says once for all its rows: «Республика Беларусь», «ЯНВАРЬ»."""

import re
from dataclasses import dataclass

from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer
from agreements.reference.world import ensure_partners
from events.period import Period
from events.phrases.periods import read_part
from events.phrases.standing import says_planned

from .pairing import squeeze
from .sections import without_number

# What may stand beside a name in a heading: «с Витебской областью», «(Российская Федерация)»
_BESIDE = re.compile(r"(?:со?|и|с участием|Российск\w+ Федераци\w+)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOnce:
    """Each may be None. A section of such a heading stands for no department and no sphere."""

    partner: Partner | None = None
    period: Period | None = None
    is_plan: bool | None = None  # «Проведенные мероприятия», «Планируемые мероприятия» of one document


NOTHING_SAID = SaidOnce()


class SectionNames:
    """Reads headings that are nothing but the name of a partner or of a part of the document's period."""

    def __init__(self, period: Period, gazetteer: Gazetteer):
        self._period = period
        self._gazetteer = gazetteer

    def find(self, heading: str) -> SaidOnce | None:
        text = without_number(squeeze(heading))
        if (is_plan := says_planned(text)) is not None:
            return SaidOnce(is_plan=is_plan)
        if (period := read_part(text, self._period)) is not None:
            return SaidOnce(period=period)
        partner = self._partner(text)
        return SaidOnce(partner=partner) if partner is not None else None

    def _partner(self, text: str) -> Partner | None:
        mentions = list(self._gazetteer.find(text))
        rest, end = [], 0
        for mention in mentions:
            rest.append(text[end : mention.start])
            end = mention.end
        rest.append(text[end:])
        if not mentions or not all(_BESIDE.fullmatch(part.strip()) for part in rest):
            return None
        codes = {mention.code for mention in mentions}
        codes -= {place.code for code in codes for place in self._gazetteer.ancestors(code)}
        if len(codes) != 1:
            return None
        ensure_partners(codes)
        return Partner.objects.partners().filter(code__in=codes).first()
