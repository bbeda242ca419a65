"""Tells an office that stands abroad from the country it stands in."""

import re

from agreements.names.mention import Mention

from .around import clause_of, lead_of

OFFICE = re.compile(r"посольств|консульств|торгпредств|торгов\w+ представительств", re.IGNORECASE)
# Diplomats and offices stand abroad: «атташе Посольства России в Литовской Республике» is no Lithuanian.
_OFFICE = re.compile(
    r"посольств|консул|представительств|представител|атташе|(?<!\w)пос(?:ол|ла|лу|лом|ле)(?!\w)|торгпред|"
    r"русск\w+ дом|российск\w+ центр|россотрудничеств|миссии? ",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"росси|(?<!\w)рф(?!\w)|россотрудничеств|русск\w+ дом|(?<!\w)мвд(?!\w)|(?<!\w)мид(?!\w)", re.IGNORECASE
)
IN = re.compile(r"(?<!\w)(?:в|во|на территории)\s+(?:г(?:ор(?:оде)?)?\.?\s*)?$", re.IGNORECASE)


def abroad(text: str, mention: Mention) -> bool:
    """In the clause of an office, after «в»: where the office stands, not whose it is."""
    lead = lead_of(text, mention.start)
    if not IN.search(lead):
        return False
    clause = clause_of(lead)
    return bool(_OFFICE.search(clause)) and bool(
        _OURS.search(clause)
        or re.search(
            r"посольств|консул|"
            r"пос[ло]",
            clause,
            re.I,
        )
    )
