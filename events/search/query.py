"""Full-text search over partners, people, events, agreements, departments, plans, reports and letters."""

from collections.abc import Iterator

from events.access import Access
from events.phrases.dates import read_dates
from events.words.stems import wanted_stems

from .events_found import events_found, events_of_days, events_of_partner
from .meant import partner_meant
from .model import Found, SearchGroup
from .people_found import people_found
from .records import agreements_found, departments_found, letters_found, partners_found, reports_found
from .rewording import rewordings

_EVENTS_SHOWN, _OTHERS_SHOWN = 10, 30


def search(text: str, access: Access, *, shown: int | None = None) -> Found:
    """Groups with hits. A record matches if it contains every word of the text, in any form; events also if
    the text means their partner or their days. Where nothing does, the text is read as if it had been typed
    with another keyboard or with slips.

    `shown`: hits of each kind at most."""
    if not access.reads:
        return Found()
    groups = list(_groups(text, access, shown))
    if groups:
        return Found(groups=groups)
    for reworded in rewordings(text):
        if groups := list(_groups(reworded, access, shown)):
            return Found(groups=groups, read_as=reworded)
    return Found()


def _groups(text: str, access: Access, shown: int | None) -> Iterator[SearchGroup]:
    wanted = wanted_stems(text)
    if not wanted:
        return
    of_events, of_others = shown or _EVENTS_SHOWN, shown or _OTHERS_SHOWN
    found = [
        partners_found(text, wanted, of_others),
        people_found(text, wanted, access, of_others),
        events_found(text, wanted, access, of_events),
    ]
    if partner := partner_meant(text):
        found.append(events_of_partner(partner, access, of_events))
    if (dates := read_dates(text, None)) is not None:
        found.append(events_of_days(dates, access, of_events))
    found += [
        agreements_found(wanted, access, of_others),
        departments_found(wanted, of_others),
        reports_found(wanted, access, of_others),
        letters_found(text, access, of_others),
    ]
    yield from (group for group in found if group.count)
