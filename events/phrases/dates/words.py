"""The closed word lists of dates, folded: months with their cases and abbreviations, weekdays, seasons."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from agreements.names.morphology import is_known

MONTHS: dict[str, int] = {}
_STEMS = "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр"
_SHORT = {
    1: "янв",
    2: "фев февр",
    3: "мар",
    4: "апр",
    8: "авг",
    9: "сен сент",
    10: "окт",
    11: "ноя нояб",
    12: "дек",
}
for _number, _stem in enumerate(_STEMS.split(), 1):
    if _stem == "май":
        _forms = ["май", "мая", "маю", "маем", "мае"]
    elif _stem in ("март", "август"):
        _forms = [_stem + ending for ending in ("", "а", "у", "ом", "е")]
    else:
        _forms = [_stem + ending for ending in ("ь", "я", "ю", "ем", "е")]
    MONTHS |= dict.fromkeys([*_forms, *_SHORT.get(_number, "").split()], _number)

_LONGER = [form for form in MONTHS if len(form) > 3]


@lru_cache(maxsize=5_000)
def is_like_month(word: str) -> bool:
    """A month with a slip of the keyboard («нобрь», «янвяря»): no word, and one letter away from one."""
    return (
        len(word) > 3
        and not is_known(word)
        and any(OSA.distance(word, form, score_cutoff=1) <= 1 for form in _LONGER)
    )


MONTHS_GENITIVE = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)

WEEKDAYS: dict[str, int] = {}  # any case of one day or of many
for _number, (_stem, _endings) in enumerate(
    (
        ("понедельник", ",а,у,ом,е,и,ов,ам,ами,ах"),
        ("вторник", ",а,у,ом,е,и,ов,ам,ами,ах"),
        ("сред", "а,ы,е,у,ой,,ам,ами,ах"),
        ("четверг", ",а,у,ом,е,и,ов,ам,ами,ах"),
        ("пятниц", "а,ы,е,у,ей,,ам,ами,ах"),
        ("суббот", "а,ы,е,у,ой,,ам,ами,ах"),
        ("воскресень", "е,я,ю,ем,и,ям,ями,ях"),
    )
):
    WEEKDAYS |= dict.fromkeys([_stem + ending for ending in _endings.split(",")], _number)

SEASONS: dict[str, int] = {}  # → first month
for _words, _number in (
    ("весна весны весне весну весной", 3),
    ("лето лета лету летом лете", 6),
    ("осень осени осенью", 9),
    ("зима зимы зиме зиму зимой", 12),
):
    SEASONS |= dict.fromkeys(_words.split(), _number)

YEAR_WORDS = frozenset(["год", "года", "году", "годом", "годе", "годы", "годов", "годам", "годах", "г", "гг"])
LAST = frozenset(
    (
        *("последний", "последняя", "последнее", "последние", "последней"),
        *("последнего", "последнем", "последнюю", "последних"),
    )
)

# words that split a stretch of time: 0 its beginning, 1 its middle, 2 its end
PARTS: dict[str, int] = {}
for _number, _words in enumerate(
    (
        "начало начала началу началом начале",
        "середина середины середине середину серединой",
        "конец конца концу концом конце",
    )
):
    PARTS |= dict.fromkeys(_words.split(), _number)

UNITS: dict[str, str] = {}
for _unit, _words in (
    ("quarter", "квартал квартала кварталу кварталом квартале кварталы кварталов кварталам кварталах кв"),
    (
        "half_year",
        "полугодие полугодия полугодию полугодием полугодии полугодий полугодиям полугодиях полуг",
    ),
    ("пол", "пол"),
    ("half", "половина половины половине половину половиной"),
    ("decade", "декада декады декаде декаду декадой декад декадам декадах дек числа числах"),
    ("week", "неделя недели неделе неделю неделей недель неделям неделях нед"),
    ("п", "п"),
):
    UNITS |= dict.fromkeys(_words.split(), _unit)

SEASON_ADJECTIVES: dict[str, int] = {}
for _stem, _number in (("весенн", 3), ("летн", 6), ("осенн", 9), ("зимн", 12)):
    SEASON_ADJECTIVES |= dict.fromkeys(
        [_stem + ending for ending in ("ий", "его", "ему", "ем", "ие", "их", "им", "ими")], _number
    )

YEAR_SHIFTS: dict[str, int] = {}
for _words, _number in (
    ("текущий текущего текущем сего этого этом нынешнего нынешнем настоящего", 0),
    ("следующий следующего следующем будущего будущем наступающего наступающем", 1),
    ("прошлый прошлого прошлом прошедшего минувшего предыдущего", -1),
):
    YEAR_SHIFTS |= dict.fromkeys(_words.split(), _number)
