"""The one partner a title speaks of: «по сотрудничеству между Смоленской областью и Республикой Беларусь»."""

import re

_FLAGS = re.IGNORECASE | re.DOTALL
_COOPERATION = r"\b(?:сотрудничеств|взаимодействи|связ)\w*\s+(?:[^\s,]+\s+){0,5}?"
_BETWEEN = re.compile(_COOPERATION + r"между\s+(?P<first>.+?)\s+и\s+(?P<second>.+)", _FLAGS)
_WITH = re.compile(_COOPERATION + r"со?\s+(?P<second>.+)", _FLAGS)
# The name of a party ends before the period, the field of cooperation or another clause
_END = re.compile(
    r"\s*[,;(.]|\s(?:за|на)\s|\s(?:в|во|по)\s(?=(?:сфер|област|рамк|период|течени|вопрос|[ivxх\d]|перв|втор|трет|четв))",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:областью|краем|округом)$", re.IGNORECASE)
# «с зарубежными партнерами», «с участием органов»: nobody is named
_NOBODY = re.compile(
    r"(?:\w+(?:ыми|ими)\s+)*(?:стран|государств|регион|партнер|субъект|сосед|организаци|участием|целью|учетом)",
    re.IGNORECASE,
)


def partner_in(title: str) -> str:
    """Whom the title names besides the home region: a phrase as written, of one partner or of several.

    The home region is not known here: of two parties it is the one that looks like a subject of the
    Federation («…областью»), and the first where both or neither do.
    """
    text = " ".join(title.split())
    if match := _BETWEEN.search(text):
        first, second = _party(match["first"]), _party(match["second"])
        return first if _SUBJECT.search(second) and not _SUBJECT.search(first) else second
    if match := _WITH.search(text):
        party = _party(match["second"])
        return "" if _NOBODY.match(party) else party
    return ""


def one_partner(title: str) -> str:
    """The phrase of the partner, "" where the title names none or several."""
    party = partner_in(title)
    return "" if re.search(r"\sи\s", party) else party


def _party(text: str) -> str:
    return _END.split(text, maxsplit=1)[0].strip()
