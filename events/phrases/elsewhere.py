"""Tells names of another time or place than the event's: history, somebody's life, what is still to come."""

import re

from .people import is_collective, parse

_PAST = re.compile(
    r"(?<!\w)(?:в\s+(?:1[0-8]\d\d|19[0-8]\d|199[01])(?:\s*-\s*\d{2,4})?\s*г(?:оду|одах|г)?(?!\w)|"
    r"(?:1[0-8]\d\d|19[0-8]\d)(?:\s?[-–—]\s?\d{2,4})?\s*(?:гг?\.|год(?:а|ов)(?!\w))(?!\s*рожд)|"
    r"(?:в\s+)?(?:[ivx]{1,5}|\d{1,2}-?м?)(?:\s?[-–—]\s?[ivx]{1,5})?\s+"
    r"(?:век(?:а|е|ов|ах)?(?!\w)|вв?\.|столети(?:я|и|й)(?!\w))|"
    r"в\s+годы\s+(?:[\w-]+\s+){0,3}(?:войны|оккупации|революции)|"
    r"(?:во\s+время|в\s+период)\s+(?:[\w-]+\s+){0,3}(?:войны|оккупации|блокады)|"
    r"в\s+(?:средние\s+века|древности|советск\w+\s+врем\w+)|"
    r"в\s+(?:прошл|прежн|минувш|предыдущ|разн)\w+\s+(?:год|сезон|врем|раз)\w*|"
    r"(?:до этого|раньше|прежде|некогда|когда-то)(?!\s+(?:чем|всего))(?!\w)|"
    r"ранее(?!\s+(?:не\s+)?\w+(?:нн|вш|м)\w*)(?!\w))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\w)в\s+((?:19|20)\d\d)\s*г(?:оду|\.)?(?!\w)", re.IGNORECASE)
_LISTED = re.compile(r"(?:\s*(?:,|и(?!\w))\s*[А-ЯЁ][\w-]+)*")  # «США, Великобритании и Франции 1943-1945 гг.»
_BRACKET = re.compile(r"\([^()]*$")
_STAYED = (
    r"родил\w+с[ья]|вырос\w*|жил[аи]?|учил(?:ся|ась|ись)|окончил\w*|защитил\w*|служил\w*|"
    r"похорон\w+|умер\w*|погиб\w*"
)
_MOVED = r"пере(?:ех|сел)\w+|эмигр\w+|бежа(?:л|вш)\w*|(?:из|вы)гна(?:н|вш)\w*|депортир\w+"
_LIFE = re.compile(
    r"(?<!\w)(?:урожен(?:ец|к|ц)\w*\s+|родом из\s+|"
    rf"(?:{_STAYED})\s+(?:[\w-]+\s+){{0,2}}?(?:в|во|на)\s+|(?:{_MOVED})\s+(?:[\w-]+\s+)?(?:из|в|во|до)\s+)"
    r"(?:г(?:\.|ород\w*)\s*)?$",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"(?<!\w)(?:дальше|далее|затем|потом|оттуда|после чего)\s[^,;.]*"
    r"(?:отправил|вылетел|отбыл|уехал|поехал)\w+\s+[^,;.]*$|"
    r"(?<!\w)(?:летел|ехал|вылетел|добирал\w*с|следовал|транзит)\w*\s+[^,;.]*через\s+(?:г\.\s*)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)из\s+(?:г(?:\.|ород\w*)\s*)?$", re.IGNORECASE)
_BROUGHT = re.compile(r"(?<!\w)(?:при|за|вы)везен\w*\s+(?:\w+\s+)?из\s+(?:г\.\s*)?$", re.IGNORECASE)
_SHOWN = re.compile(  # works, and what is as good as the people who sent it
    r"экспонат|работ|картин|полот|фильм|произвед|коллекц|предмет|книг|издани|экспозиц|проект|доклад|заявк|письм|посылк|"
    r"выставк|спектакл|номер|видео|поздравлен|приветств|подар|материал|команд|групп|компани|предприяти|организаци|вуз|"
    r"рисун|фотограф|сочинени|эссе|подел|ролик|пар[аыу]$|двойк|тройк|четверк|школ|театр|университет|институт|участи|гост|клуб|сем|мисси|фирм|студи|музе|центр|молодеж|экипаж|бригад|отряд"
)
_BY_POST = re.compile(r"(?<!\w)по (?:\w+ )?почте\s*$", re.IGNORECASE)
_TOPICS = re.compile(r"(?<!\w)(?:тем[аы]|вопрос[ыа]|маршрут\w*)(?:\s+[^:,]{1,40})?:", re.IGNORECASE)
_RECALLED = re.compile(
    r"(?<!\w)(?:вспомин|вспомни)\w+\s+(?:[\w-]+\s+){0,3}(?:из|о|об)\s+(?:[\w-]+(?:,|\s+и)\s+)*$",
    re.IGNORECASE,
)
_INTO = re.compile(r"(?<!\w)(?:в|во|на территории)\s+(?:г(?:ород\w*|\.)?\s*)?$", re.IGNORECASE)
_INTENDED = re.compile(
    r"(?<!\w)(?:договорил|договорен|(?:за)?планир|намеч|намерен|предлож|предполаг|предстоящ|пригласил|решено|решили|"
    r"будет(?!\w)|будут(?!\w)|состоится|пройд(?:е|у)т)\w*",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"(?<!\w)(?:в\s+\d{4}|1[0-9]\d\d|годы|вв?(?=\.)|век(?:а|е|ов|ах)?|столети(?:я|и|й)|врем\w+|период|средние|древности|"
    r"(?:прошл|прежн|минувш|предыдущ|разн)\w+|раньше|до этого|прежде|некогда|когда-то|ранее)(?!\w)",
    re.IGNORECASE,
)


def may_be_past(text: str, start: int, end: int) -> bool:
    """Whether anything of another time may stand there: cheap, asked before sentences are parted."""
    return _HINT.search(text, max(0, start), end) is not None


def is_past(lead: str, tail: str, year: int | None) -> bool:
    """«бежал из Литвы в 1265 году», «в прошлые годы … из Риги»: said in the clause or bracket of the name.

    `year`: of the report; what is told of an earlier one is past as well.
    """
    bracket = _BRACKET.search(lead)
    if bracket is not None:
        clause = bracket[0] + tail.split(")")[0]
    else:
        others = _LISTED.match(tail)
        listed = others[0] if others else ""
        clause = re.split(r"[,;:.](?=\s)", lead)[-1] + listed
        clause += " " + re.split(r"[,;:](?=\s|$)|(?<!г)\.(?=\s|$)", tail[len(listed) :])[0]
    if _PAST.search(clause) is not None:
        return True
    years = [int(found[1]) for found in _YEAR.finditer(clause)]
    return year is not None and bool(years) and max(years) < year


def is_of_a_life(lead: str) -> bool:
    """«уроженец Риги», «родился в Баку»: where somebody comes from, not where they were sent by."""
    return _LIFE.search(lead) is not None


def is_on_the_way(lead: str) -> bool:
    """«дальше гости отправились в Москву», «вылетели в Белград через Стамбул»: another leg of the journey."""
    return _FURTHER.search(lead) is not None


def comes_as_a_thing(lead: str) -> bool:
    """«мечи из Дамаска», «гранит привезен из Карелии»: no people; works that are shown count as such."""
    from_there = _FROM.search(lead)
    if from_there is None:
        return False
    if _BROUGHT.search(lead):
        return True
    before = _BY_POST.sub("", lead[: from_there.start()].rsplit(",", 1)[-1])
    for word in reversed(re.findall(r"[А-Яа-яЁё-]+", before)[-3:]):
        form = parse(word.lower())[0]
        if form.part == "NOUN" and form.case != "gent":
            return not (form.animate or form.name or _SHOWN.match(word.lower()) or is_collective(word))
        if form.part not in ("NOUN", "ADJF", "PRTF"):
            return False
    return False


def is_listed_topic(lead: str) -> bool:
    """«Темы: Китайский дворец, Турецкая баня»."""
    return _TOPICS.search(lead) is not None


def is_recalled(lead: str) -> bool:
    """«вспоминали караваны из Персии»."""
    return _RECALLED.search(lead) is not None


def is_to_come(lead: str) -> bool:
    """«договорились о проведении выставки в г. Пекине»: in the clause of a place still to be gone to."""
    return _INTO.search(lead) is not None and _INTENDED.search(re.split(r",\s", lead)[-1]) is not None
