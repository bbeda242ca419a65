"""The parties a title names: «по сотрудничеству между Смоленской областью и Республикой Беларусь»."""

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
# «с зарубежными партнерами», «с участием органов»: nobody is named
_NOBODY = re.compile(
    r"(?:\w+(?:ыми|ими)\s+)*(?:стран|государств|регион|партнер|субъект|сосед|организаци|участием|целью|учетом)",
    re.IGNORECASE,
)


def parties_in(title: str) -> str:
    """Whom the title names, the home region included, as written; "" where it names nobody."""
    text = " ".join(title.split())
    if match := _BETWEEN.search(text):
        return f"{_party(match['first'])} и {_party(match['second'])}"
    if match := _WITH.search(text):
        party = _party(match["second"])
        return "" if _NOBODY.match(party) else party
    return ""


def _party(text: str) -> str:
    return _END.split(text, maxsplit=1)[0].strip()
