"""The one partner a title speaks of: «по сотрудничеству между Смоленской областью и Республикой Беларусь»."""

import re

_FLAGS = re.IGNORECASE | re.DOTALL
_COOPERATION = r"\b(?:сотрудничеств|взаимодействи|связ)\w*\s+(?:\S+\s+(?:области|края|республики)\s+)?"
_BETWEEN = re.compile(_COOPERATION + r"между\s+(?P<first>.+?)\s+и\s+(?P<second>.+)", _FLAGS)
_WITH = re.compile(_COOPERATION + r"со?\s+(?P<second>.+)", _FLAGS)
# The name of a party ends before the period, the field of cooperation or another clause
_END = re.compile(
    r"\s*[,;(.]|\s(?:за|на)\s|\s(?:в|во|по)\s(?=(?:сфер|област|рамк|период|течени|вопрос|[ivxх\d]|перв|втор|трет|четв))",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:областью|краем|округом)$", re.IGNORECASE)
# «с зарубежными партнерами», «с участием органов»: no partner, or not one
_NOT_ONE = re.compile(
    r"(?:\w+(?:ыми|ими)\s+)*(?:стран|государств|регион|партнер|субъект|сосед|организаци|участием|целью|учетом)"
    r"|.*\sи\s",
    re.IGNORECASE,
)


def one_partner(title: str) -> str:
    """The phrase as written (white space squeezed), "" where the title names no one partner.

    The home region is not known here: of two parties it is the one that looks like a subject of the
    Federation («…областью»), and the first where both or neither do.
    """
    text = " ".join(title.split())
    if match := _BETWEEN.search(text):
        first, second = _party(match["first"]), _party(match["second"])
        return first if _SUBJECT.search(second) and not _SUBJECT.search(first) else second
    if match := _WITH.search(text):
        party = _party(match["second"])
        return "" if _NOT_ONE.match(party) else party
    return ""


def _party(text: str) -> str:
    return _END.split(text, maxsplit=1)[0].strip()
