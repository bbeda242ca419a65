"""Federal districts: their subjects are meant by «субъекты ЦФО», nobody by «чемпионат ЦФО» or a bracket."""

import re

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence, Mention
from agreements.names.place import PlaceKind

from .people import parse
from .plain import mask_quotes

_MEMBERS = re.compile(
    r"(?<!\w)(?:субъект|регион|област|территори)\w*(?:\s+(?:рф|россии|российской федерации))?"
    r"(?:[\s,–—-]+(?:(?:входящ|расположенн|относящ)\w+ (?:в|к)|из|участни\w+))?"
    r"(?:\s+(?:состав\w*|ассоциаци\w+))?[\s«\"]*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)из\s+(?:всего\s+)?$", re.IGNORECASE)
_NEAREST = re.compile(r"([\w-]+)\s+$")
_TEAMS = re.compile(r"команд|сборн|делегац|коллектив|молодеж|обучающ|учащ", re.IGNORECASE)
_AFTER_A_NAME = re.compile(r"[\w».]\s*\([^()]{0,20}$")
_NEAR = 120
_OPENS_A_LIST = re.compile(r"\s*(?:\(|:|-|–|—)\s*(?:г\.\s*)?")


def is_district(code: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.place(code).kind is PlaceKind.FEDERAL_DISTRICT


def means_its_subjects(
    text: str, mention: Mention, following: Mention | None, gazetteer: Gazetteer, *, alone: bool
) -> bool:
    """`alone`: in a partner cell, where «ЦФО» by itself means its subjects; elsewhere people must be said."""
    lead = text[max(0, mention.start - _NEAR) : mention.start]
    if _AFTER_A_NAME.search(lead) or _is_spelt_out(text, mention, following, gazetteer):
        return False
    if _MEMBERS.search(lead):
        return True
    if mention.evidence is not Evidence.NAME or mask_quotes(text)[mention.start] != text[mention.start]:
        return False
    if _FROM.search(lead):
        return True
    nearest = _NEAREST.search(lead)
    if nearest is None:
        return alone
    word = nearest[1].lower()
    if _TEAMS.match(word):
        return True
    form = parse(word)[0]
    if form.part == "NOUN":
        return form.animate and form.number == "plur"
    return alone


def _is_spelt_out(text: str, mention: Mention, following: Mention | None, gazetteer: Gazetteer) -> bool:
    """«ЦФО (Тверская, Калужская области)»: those it names, and no more."""
    if following is None or not _OPENS_A_LIST.fullmatch(text, mention.end, following.start):
        return False
    return mention.code in {place.code for place in gazetteer.ancestors(following.code)}
