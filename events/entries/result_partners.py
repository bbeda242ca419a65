"""Which partners of its row a result is with: those a party is from."""

from collections.abc import Iterable, Mapping, Sequence

from agreements.gazetteer import current_gazetteer
from agreements.names.gazetteer import Gazetteer
from events.models import EntryPartner, Result
from events.phrases.counted_partners import is_home
from events.vocabulary import PartnerRole

_PARTIES = (PartnerRole.PARTNER, PartnerRole.PARTICIPANT)  # where it was held says nothing of the parties


def save_result_partners(results: Sequence[Result]) -> None:
    """Of results just written; their entries have their links."""
    if not results:
        return
    named: dict[int, dict[str, EntryPartner]] = {}
    links = EntryPartner.objects.filter(entry__in={result.entry_id for result in results})
    for link in links.select_related("partner"):
        named.setdefault(link.entry_id, {})[link.partner.code] = link
    gazetteer = current_gazetteer()
    through = Result.partners.through
    through.objects.bulk_create(
        [
            through(result_id=result.pk, partner_id=partner)
            for result in results
            for partner in _partners_of(result, named.get(result.entry_id, {}), gazetteer)
        ],
        batch_size=500,
    )


def _partners_of(result: Result, named: Mapping[str, EntryPartner], gazetteer: Gazetteer) -> Iterable[int]:
    """Those of the row that its words name. Parties from elsewhere («российские компании») leave none; where
    no place is named, those of the row take part."""
    said = {mention.code for mention in gazetteer.find("; ".join((result.title, *result.parties)))}
    away = {code for code in said if not is_home(code, gazetteer)}
    around = away | {place.code for code in away for place in gazetteer.ancestors(code)}
    if within := around & named.keys():
        return {named[code].partner_id for code in within}
    if result.parties and away:
        return ()
    return {link.partner_id for link in named.values() if link.role in _PARTIES}
