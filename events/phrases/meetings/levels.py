"""The level of a post: whose it is and how high it stands there."""

import re

from agreements.names.place import Place, PlaceKind
from events.vocabulary import Level

_DOUBLE = re.compile(r"\s[-–—]\s")
_ACTING = re.compile(
    r"^(?:(?:временно\s+)?исполняющ\w+\s+обязанности|врио|врип|врид|вр\.\s?и\.\s?о\.|и\.\s?о\.)\s+"
)
_RELIGIOUS = re.compile(
    r"митрополит|епископ|экзарх|патриарх|муфти|раввин|протоиере|архимандрит|игумен|настоятел|благочинн|имам"
)
_INTERSTATE = re.compile(
    r"евразийск|союзного государства|содружеств\w+ независимых|(?<!\w)(?:снг|еаэс|шос|одкб|брикс|оон|"
    r"юнеско)(?!\w)|"
    r"межпарламентск\w+ ассамбле|парламентск\w+ собрани\w+ союза"
)
_INHERITS_NOTHING = re.compile(
    r"^(?:\w+(?:ый|ий|ая) )*(?:советник|помощник|представител|референт|консультант|эксперт|специалист|"
    r"сотрудник|"
    r"член(?! совета федерации| правительств)|уполномоченн\w+ представител)"
)
_AMBASSADOR = re.compile(r"(?<!\w)посол(?!\w)")
_DIPLOMATIC = re.compile(
    r"консул|атташе|поверенн|посланник|посольств|торгпредств|дипломатич|торгов\w+ представител|"
    r"представительств\w* мид|постоянн\w+ представител"
)
_PARLIAMENT = re.compile(
    r"(?<!\w)дум[аы]|собрани|совет\w* (?:народных )?депутатов|парламент|сенат|хурал|курулта|маслихат|"
    r"сейм|кенеш|"
    r"м[еа]джлис|(?<!\w)рад[аы](?!\w)|законодательн|совет\w* (?:республики|федерации)|палат\w+ представител|"
    r"(?<!\w)депутат|сенатор|спикер|эл курултай|госсобрани"
)
_MUNICIPAL = re.compile(
    r"горисполком|райисполком|(?<!\w)(?:городск|районн|поселков|сельск)\w+ (?:исполнительн|совет|дум|собрани|"
    r"администрац|округ|поселени|управ)|муниципальн|глав\w+ (?:города|района|округа|поселения|городского|"
    r"администрации (?:г\.|города|района|округа|городск|муницип))|сити-менеджер|бургомистр|градоначальник|"
    r"(?:мэрии|администрации|акимата|хокимията) (?:г\.|города|района)|"
    r"(?:аким|хоким|хяким)\w* (?:г\.|города|района|городск|районн)|исполнительного комитета (?:г\.|города)"
)
_MAYOR = re.compile(r"(?<!\w)(?:вице-)?мэр")
_HEAD_OF_STATE = re.compile(r"^(?:президент(?!\w)|глава государства|король|эмир|султан|князь|император)")
_GOVERNMENT = re.compile(
    r"премьер|министр(?!ерств)|правительств|совета министров|канцлер|государственн\w+ секретар"
)
_MINISTER = re.compile(r"(?<!\w)министр(?!ерств)")
_HEAD_OF_REGION = re.compile(
    r"^(?:губернатор|глава(?! (?:управлени|департамент|отдел|представительств|крестьян))|президент|раис|"
    r"аким|хоким|"
    r"хяким|мэр|префект региона|председатель (?:[\w-]+ )?(?:областного исполнительного комитета|"
    r"облисполкома))"
)
_REGIONAL_GOVERNMENT = re.compile(
    r"^(?:председатель правительства|премьер-министр|председатель совета министров|"
    r"председатель (?:[\w-]+ )?кабинета министров)"
)
_DEPUTY = re.compile(r"^(?:\w+(?:ый|ий) )*(?:заместитель|вице-)\s*")
_OF_THE_HEAD = re.compile(
    r"^(?:губернатор|глав[аы](?! (?:управлени|департамент|отдел))|председател[яь] (?:правительств|"
    r"совета министров|"
    r"кабинета министров|(?:[\w-]+ )?(?:областного исполнительного комитета|облисполкома))|премьер|"
    r"президент|раис|"
    r"аким|хоким|хяким|мэр)"
)
_AUTHORITY = re.compile(
    r"министерств|департамент|управлени|(?<!\w)комитет|инспекци|агентств|(?<!\w)отдел|секретариат|"
    r"аппарат|служб|"
    r"администраци|правительств|канцеляри|исполком|палат\w+ контрол|контрольно-счетн|представительств"
)
_BODY = re.compile(
    r"[«\"]|(?<!\w)(?:ооо|оао|ао|пао|зао|руп|гуп|муп|уп|гу|ип|чуп|сп|тоо|кнр-)(?!\w)|университет|"
    r"институт|колледж|"
    r"школ|музе|театр|библиотек|завод|предприяти|компани|холдинг|корпораци|ассоциаци|палат|банк|фонд|центр|"
    r"больниц|учреждени|объединени|организаци|академи|клуб|комбинат|фабрик|общества|союза|лице|гимнази|филиал"
)
_STATES = (PlaceKind.COUNTRY,)
_REGIONS = (PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION, PlaceKind.FEDERAL_DISTRICT)


def level_of(post: str, owner: Place | None, *, is_federal: bool = False) -> Level:
    """`post` in the nominative, `owner` the territory it belongs to. Of a double post the higher counts."""
    folded = post.lower().replace("ё", "е")
    parts = [_ACTING.sub("", part) for part in _DOUBLE.split(folded)]
    return min((_single(part, owner, is_federal) for part in parts), key=lambda level: level.rank)


def _single(post: str, owner: Place | None, is_federal: bool) -> Level:
    kind = owner.kind if owner else None
    if _RELIGIOUS.search(post):
        return Level.RELIGIOUS
    if kind is PlaceKind.UNION or _INTERSTATE.search(post):
        return Level.INTERSTATE
    if _AMBASSADOR.search(post):
        return Level.AMBASSADOR
    if _INHERITS_NOTHING.search(post):
        embassy = re.match(r"(?:\w+ )?советник", post) and "посольств" in post
        return (
            Level.DIPLOMAT if embassy or re.match(r"(?:торгов|постоянн)\w+ представ", post) else Level.UNNAMED
        )
    if _DIPLOMATIC.search(post):
        return Level.DIPLOMAT
    authority, body = _AUTHORITY.search(post), _BODY.search(post)
    if body and not (authority and authority.start() < body.start()) and not _MUNICIPAL.search(post):
        return Level.PARLIAMENT if re.search(r"палат\w+ представител|сенат", post) else Level.ORGANISATION
    if _PARLIAMENT.search(post):
        return Level.MUNICIPALITY if kind is PlaceKind.CITY or _MUNICIPAL.search(post) else Level.PARLIAMENT
    if _MUNICIPAL.search(post) or (kind is not PlaceKind.SUBJECT and _MAYOR.search(post)):
        return Level.MUNICIPALITY
    if is_federal:
        return Level.FEDERAL
    if kind in _STATES:
        return _of_state(post, bool(authority))
    if kind is PlaceKind.CITY and not authority:
        return Level.MUNICIPALITY
    return _of_region(post, bool(authority), known=kind in _REGIONS)


def _of_state(post: str, authority: bool) -> Level:
    if _HEAD_OF_STATE.search(post):
        return Level.HEAD_OF_STATE
    deputy = _DEPUTY.sub("", post)
    if _MINISTER.search(deputy) or re.match(
        r"(?:премьер|канцлер|президент|государственн\w+ секретар|"
        r"председател\w (?:правительств|совета министров))",
        deputy,
    ):
        return Level.GOVERNMENT
    return Level.FEDERAL if authority else Level.UNNAMED


def _of_region(post: str, authority: bool, *, known: bool) -> Level:
    is_deputy = _DEPUTY.search(post) is not None
    rest = _DEPUTY.sub("", post)
    if is_deputy and _OF_THE_HEAD.search(rest):
        return Level.DEPUTY_HEAD
    if not is_deputy and _HEAD_OF_REGION.search(post) and (known or post.startswith(("губернатор", "глава"))):
        return Level.HEAD_OF_REGION
    if _REGIONAL_GOVERNMENT.search(post):
        return Level.DEPUTY_HEAD
    if _MINISTER.search(rest) or authority:
        return Level.HEAD_OF_DEPARTMENT
    return Level.UNNAMED
