"""How people met: in person, by video, both, or in writing, and which words of which cell say so."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from events.vocabulary import Mode, Role

from .people import heads_person, key_of, parse
from .place import is_by_post
from .plain import Plain, mask_quotes, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeReading:
    mode: Mode
    role: Role  # the cell that says it
    phrase: str
    weak: bool = False  # inferred: one of them joined by video, a hall has a broadcast, things were sent


_MESSENGER = r"(?:telegram|телеграм\w*|whats-?app|вотсап\w*|ватсап\w*|viber|вайбер\w*|мессенджер\w*)"
_ONLINE = (
    rf"(?:видео|аудио)-?звон\w*(?: (?:в|через|по) (?:\w+ )?{_MESSENGER})?|"
    rf"{_MESSENGER}[ -]звон\w*|звон\w+ (?:в|через|по) (?:\w+ )?{_MESSENGER}|"
    r"true-?conf\w*|контур\.? ?толк\w*|сферум\w*|(?<!\w)(?:(?:microsoft|ms) )?teams(?!\w)|google meet|webex|"
    r"big ?blue ?button|пруффми|pruffme|(?<!\w)(?:discord|дискорд)\w*|"
    r"(?:vk|вк)[ -]звон\w*|мтс линк|sber ?jazz|видео-?чат\w*|(?:теле|аудио)-?конференц\w*|селекторн\w+|"
    r"дистанцио\w+|(?<!\w)дист(?:анц)?\.|он-?лайн(?!-?(?:трансляц|касс|торгов|курс|школ|регистрац|заявк|запис))\w*|on-?line|"
    r"видео-?конференц\w*|видео-?связ\w*|видео-?мост\w*|видео-?встреч\w*|теле-?мост\w*|вебинар\w*|"
    r"интернет-площадк\w*|"
    r"видеоформат\w*|веб-?конференц\w*|(?<!\w)вкс(?!\w)|(?<!\w)zoom(?!\w)|(?<!\w)(?:зум|скайп|skype)\w*|"
    r"удаленн\w+ (?:формат|режим|доступ|участи)\w*|(?:в )?удаленно(?!\w)|конференц-связ\w*|"
    r"виртуальн\w+ (?:выстав|экскурс|тур|встреч|музе|концерт|посетител|формат|экспозиц|показ|площадк|"
    r"гостин)\w*|"
    r"видео-?селектор\w*|теле-?медицин\w*|(?<!\w)в (?:информационной )?сети [«\"]?интернет\w*|"
    r"удаленн\w+ (?:участник|слушател|докладчик|спикер)\w*|"
    r"(?<!\w)(?:официальн\w+ )?(?:интернет-)?сайт\w*|прям\w+ эфир\w*|платформ\w* (?:«|[a-z])|"
    r"социальн\w+ сет\w+|"
    r"(?:электронн|цифров|"
    r"интернет)\w*[ -]платформ\w*"
)
_IN_PERSON = r"(?<!\w)очн\w+|(?<!\w)лично(?![\w-])|(?<!\w)оф+-?лайн\w*|(?<!\w)off-?line"
_IN_WRITING = (
    r"(?:по|через|посредством|с помощью) (?:электронной |обычной )?почт[еуы](?!\w)|"
    r"(?:по|через|посредством) e-?mail|(?<!\w)e-?mail(?!\w)|"
    rf"(?:по|в|через|посредством) {_MESSENGER}|переписк\w* (?:в|по|через) (?:\w+ )?{_MESSENGER}|"
    r"(?<!\w)раб(?:оч\w+|\.) ?порядк\w*|заочн\w+|"
    r"(?:по|путем|посредством|в ходе|в порядке) (?:\w+ )?переписк\w*|"
    r"(?<!\w)письменно(?![\w-])|(?:в )?письменн\w+ (?:форм|вид)\w*|"
    r"(?:по )?межбиблиотечн\w+ абонемент\w*|"
    r"по телефону|телефонн\w+ (?:переговор|звон|разговор|режим|связ)\w*|(?:путем )?обмен\w* письмами"
)
_BOTH = (
    r"(?:комбинированн|смешанн|гибридн)\w* (?:формат|режим|форм)\w*|очно-(?:дистанцио|заочн|онлайн)\w*|"
    r"(?<!\w)с подключением (?:удаленн|дистанц|онлайн)\w*|"
    r"(?:формат|режим)\w* гибрид\w*|очно-?/-?(?:дистанцио|заочн|онлайн)\w*"
)
# What looks like a word of the format but is a topic or a form of study.
_TOPIC = re.compile(
    r"(?:очно-)?(?:очн|заочн)\w+ (?:и \w+ )?(?:форм\w+ обучени|отделени|обучени)\w*|"
    r"дистанцио\w+ (?:обучени|образовани|образовательн|зондировани|технолог|занятост|курс|торгов|мошенн|"
    r"продаж)\w*|"
    r"(?:создани|разработк|наполнени|развити|продвижени)\w* (?:\w+ )?сайт\w*|"
    r"размещен\w+ на (?:\w+ )*?сайт\w*|"
    r"(?:онлайн-|видео-?)?трансляц\w+(?: \w+)? (?:на|в) (?:\w+ )*?(?:сайт|сет)\w*",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    rf"(?P<both>{_BOTH})|(?P<writing>{_IN_WRITING})|(?P<person>{_IN_PERSON})|(?P<online>{_ONLINE})",
    re.IGNORECASE,
)
_MODES = {"online": Mode.ONLINE, "person": Mode.IN_PERSON, "writing": Mode.CORRESPONDENCE}
# In a story only these words speak of the format of the event; the rest may be its topic.
_FORMAT_IN_STORY = re.compile(
    rf"(?:в|во|посредством|с использованием|с помощью|путем|по|через) (?:\w+[ -]){{0,2}}?(?:{_ONLINE}|"
    rf"{_IN_WRITING}|{_IN_PERSON})"
    rf"(?: (?:и|и в) \w+)? ?(?:формат\w*|режим\w*|форм[еы]|связ\w*)?|"
    rf"(?:прош|состоял|провед|провод|проход|организ|вел)\w+ (?:\w+ ){{0,2}}?(?:{_IN_WRITING})|"
    rf"(?:прош|состоял|провед|провод|проход|организ|участ|выступ|подключ|присоедин|прочел|прочита|провел|слуша|"
    rf"рассказ|следил|оценив)\w* (?:\w+ ){{0,2}}?(?:онлайн|дистанционно|заочно|очно|удаленно)(?!-|\w)|"
    rf"(?<!\w)(?:онлайн|видео)-?(?:встреч|конференц|экскурс|совещан|заседан|семинар|выстав|мероприят|"
    rf"переговор|урок|форум|конкурс)\w*|"
    rf"\((?:\w+ )?(?:{_ONLINE}|{_IN_PERSON}|{_IN_WRITING})\)|"
    rf"{_BOTH}|(?<!\w)рабоч\w+ порядк\w*|(?<!\w)(?:телемост|видеомост|вебинар)\w*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s*(?:[-•]|\d+[.)]\s|в (?:рамках|программ\w+|дальнейшем|перспективе)|кроме того|также|дополнительно|"
    r"по итогам|"
    r"планир\w+|в период подготовки|накануне|ранее|участник\w* (?:\w+ )?обсу)",
    re.IGNORECASE,
)
_PLACES_APART = re.compile(r";|\s[/+]\s")
_PART_REMOTE = re.compile(  # «г. Ставрополь (часть участников – по видеосвязи)»
    rf"(?<!\w)(?:часть|ряд|некотор\w+|отдельн\w+)\s+(?:\w+\s+){{0,3}}[-–—(]?\s*(?:по|в|через)?\s*(?:{_ONLINE})",
    re.IGNORECASE,
)
_AND_REMOTE = re.compile(  # «г. Нерюнгри и онлайн»; not «по видеосвязи и телефону»
    rf"^(?!\s*(?:в |по |посредством |через )?(?:{_ONLINE}))(?=\s*[А-ЯЁ«а-яё]).*?\w\)?\s+(?:и|а также|плюс)\s+"
    rf"(?:также\s+)?(?:в\s+|по\s+)?(?:режиме\s+|формате\s+)?(?:{_ONLINE})",
    re.IGNORECASE,
)
_STAGE = r"(?:этап|тур|часть|финал|полуфинал|открыти|закрыти|церемони|награждени)\w*"
_STAGES_APART = re.compile(  # «дистанционный этап – сайт вуза, финал – г. Красноярск»
    rf"(?:{_ONLINE})[^,;]{{0,60}}[,;]\s+(?:очн\w+\s+)?{_STAGE}\s*[-(:]\s*(?!.*(?:{_ONLINE}))|"
    rf"(?<!\w){_STAGE}\s*[-(:]\s*(?![^,;]*(?:{_ONLINE}))[^,;]+[,;]\s+(?:\w+\s+)?{_STAGE}\s*[-(:]\s*[^,;]*(?:{_ONLINE})",
    re.IGNORECASE,
)
_BROADCAST = re.compile(
    r"(?:с |и )?(?:(?:он-?лайн|видео)-?\s?|прям\w+ )?трансляц\w*(?: (?:для|на|в) [^,;()]+)?", re.IGNORECASE
)
_CONNECTION = re.compile(  # «центр (возможно подключение по ВКС)»: beside a hall
    r"(?:с |и )?(?:(?:есть |с )?возможност\w+ |возможно )?(?:(?:удаленн|дистанцио|онлайн)\w*[ -])?"
    rf"подключени\w*(?: (?:по|через|к) (?:{_ONLINE}))?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"подключил(?:ись|ось|ся|ась)(?! к)|(?<!\w)на связи(?!\w)", re.IGNORECASE)
_SEATED = re.compile(r"(?<!\w)в (?:\w+ )?(?:зале|студии|аудитории)(?!\w)", re.IGNORECASE)
_CAME_ON_AIR = re.compile(r"(?<!\w)вы(?:шл|ход|йд)\w+ на (?:прямую )?связь(?!\w)", re.IGNORECASE)
_IN_THE_HALL = re.compile(r"(?<!\w)(?:в|на) (?:\w+ )?(?:зале|студии|аудитории|площадке)(?!\w)", re.IGNORECASE)
# As a place: elsewhere they may be where the event was written of.
_NET = re.compile(
    rf"\W*(?:(?:информационно-\w+ )?сет[ьи] «?интернет|интернет(?!-|\w)|{_MESSENGER}(?:[ -]канал)?|"
    r"(?:канал|групп|сообществ)\w* (?:в|во) |в ?контакте|(?:\w+ )?портал[еа]?(?!\w))",
    re.IGNORECASE,
)
_HELD = re.compile(r"(?<!\w)(?:прош|состоял|провед|провел|провод|проход|организ)\w+", re.IGNORECASE)
_CALLED = re.compile(  # «Телемост «Смоленск – Минск»»: the event itself, wherever both sat
    r"\W*(?:\w+ый )?(?:теле-?мост|видео-?(?:конференц|мост|встреч|селектор)|вебинар|онлайн-)", re.IGNORECASE
)
_JOINED_BY = re.compile(  # «урок с участием ветерана из Болгарии (по скайпу)»: in a title, beside a hall
    rf"(?:с участием|при участии|с выступлением)(?!\w)[^()]*\([^()]*(?:{_ONLINE})[^()]*\)", re.IGNORECASE
)
_SETTLEMENT = re.compile(r"(?<!\w)(?:г|гор|пос|п|д|дер|с)\. ?[А-Я]|област|район|республик")
_LETTERS = "приглаш|извещ|анкет|заявк|уведомл"  # are sent for any event
_POSTED = "(?:открытк|посылк|бандерол)"
_SENT = re.compile(  # things went, not people
    rf"(?<!\w)(?!{_LETTERS})\w{{4,}} (?:\w+ )?(?:пере|вы|разо)слан\w* (?:\w+ )?почт(?:е|ой)(?!\w)|"
    rf"(?<!\w)(?!{_LETTERS})\w{{4,}} (?:получен|прин(?:ят|имал)|поступ(?:ал|ил))\w* "
    r"(?:по )?почт(?:е|ой)(?!\w)|"
    rf"(?:^|[.;]\s)\W*(?:пере|вы|разо)слан\w* (?:\w+ )?почт(?:е|ой)(?!\w)(?!\s(?:\w+\s)?(?:{_LETTERS}))|"
    rf"(?<!\w)рассылк\w+ (?!{_LETTERS})(?:\w+ ){{1,3}}(?:по )?почт(?:е|ой)(?!\w)|"
    rf"(?<!\w)обмен\w* (?:\w+ )?(?:{_POSTED}\w*|письмами)(?!\w)|"
    r"(?<!\w)обмен\w* (?:\w+ ){1,3}по (?:\w+ )?почте(?!\w)|"
    rf"(?<!\w){_POSTED}\w* (?:\w+ ){{0,3}}(?:от|на)правлен\w*|"
    rf"(?<!\w)(?:(?:от|на)правлен|выслан|послан|отправил|выслал|послал)\w* (?:\w+ )?{_POSTED}\w*|"
    r"(?<!\w)переписыва(?:л|ют)\w*с[ья](?!\w)|"
    r"(?<!\w)(?:вел[аио]?с[ья]|шл[аи]|прошл[аио]|работа\w+|взаимодейств\w+|общ[а-я]+с[ья]) "
    r"(?:\w+ ){0,2}в переписке(?!\w)",
    re.IGNORECASE,
)


def read_mode(
    place: str, title: str, content: str, participants: str, *, dates: str = ""
) -> ModeReading | None:
    """None when nothing says it; printed as in person."""
    if is_by_post(place):
        return ModeReading(mode=Mode.CORRESPONDENCE, role=Role.PLACE, phrase=place.strip())
    if _NET.match(place) and not _SETTLEMENT.search(place):
        called = _read_cell(Role.TITLE, title)
        if called is not None and called.mode is not Mode.ONLINE:
            return replace(called, weak=True)  # «заочный этап конкурса» on a portal
        return ModeReading(mode=Mode.ONLINE, role=Role.PLACE, phrase=" ".join(place.split()))
    cells = {
        Role.PLACE: place,
        Role.DATES: dates,
        Role.TITLE: title,
        Role.PARTICIPANTS: participants,
        Role.CONTENT: content,
    }
    readings = {role: reading for role, text in cells.items() if text and (reading := _read_cell(role, text))}
    for role, reading in readings.items():
        if reading.mode is Mode.HYBRID and role is not Role.TITLE and not reading.weak:
            return reading
    if _SEATED.search(participants) and (heard := _CAME_ON_AIR.search(content)):
        return ModeReading(mode=Mode.HYBRID, role=Role.CONTENT, phrase=heard[0], weak=True)
    for role in (Role.PLACE, Role.DATES, Role.TITLE, Role.CONTENT, Role.PARTICIPANTS):
        if role in readings:
            found = readings[role]
            if any(other.mode is not found.mode for other in readings.values()):
                found = replace(found, weak=True)  # the cells say different things
            is_beside = role is not Role.PLACE and found.mode is Mode.ONLINE and re.search(r"\w{3}", place)
            return _beside_a_hall(found, title, content) if is_beside else found
    return None


def _beside_a_hall(found: ModeReading, title: str, content: str) -> ModeReading:
    """Said to be remote beside a place: all may have been there, or one joined them from afar."""
    if found.role is Role.CONTENT and _HELD.search(content):
        return found  # «встреча прошла по видеосвязи»
    if found.role is Role.TITLE and _CALLED.match(title):
        return found
    if found.role is Role.TITLE and _JOINED_BY.search(" ".join(title.split())):
        return replace(found, mode=Mode.HYBRID, weak=True)
    return replace(found, weak=True)


# Most cells say nothing of the format: one of these must be there before the patterns are tried.
_HINTS = (
    "дистанц", "дист.", "раб.", "лайн", "-line", "online", "видео", "телемост", "теле-мост", "вебинар",
    "вкс", "zoom",
    "зум", "скайп", "skype", "удаленн", "виртуальн", "сайт", "социальн", "платформ", "очн", "рабоч",
    "переписк", "письм", "телефон", "комбинир", "смешан", "гибрид", "конференц-связ", "интернет", "эфир",
    "telegram", "телеграм", "whats", "мессендж", "звон", "почт", "mail", "true", "толк", "сферум",
    "teams", "meet", "bluebutton", "blue button", "пруффми", "pruffme", "discord", "дискорд",
    "webex", "линк", "jazz", "чат", "конференц", "селектор", "медицин", "лично",
    "трансляц", "абонемент", "подключ", "на связи", "открытк", "посылк", "бандерол", "переписыв",
)  # fmt: skip


@lru_cache(maxsize=32)
def _may_say(text: str) -> bool:
    lower = text.lower()
    return any(hint in lower for hint in _HINTS)


def _read_cell(role: Role, text: str) -> ModeReading | None:
    plain = Plain.of(text)
    if not _may_say(plain.text):
        return None
    masked = mask_quotes(plain.text) if role is not Role.PLACE else plain.text
    masked = _TOPIC.sub(lambda found: " " * len(found[0]), masked)
    found = _story_signs(masked) if role is Role.CONTENT else list(_SIGNS.finditer(masked))
    if (shown := _broadcast(role, masked)) is not None:
        return ModeReading(mode=shown[0], role=role, phrase=plain.written(*shown[1]), weak=True)
    if not found and role is Role.CONTENT and (sent := _SENT.search(masked)):
        phrase = plain.written(*sent.span())
        return ModeReading(mode=Mode.CORRESPONDENCE, role=role, phrase=phrase, weak=True)
    kinds = {sign.lastgroup for sign in found}
    if not found:
        return None
    if role is Role.PLACE and (part := _part_remote(masked)):
        return ModeReading(mode=Mode.HYBRID, role=role, phrase=plain.written(*part.span()))
    if (some := _some_remote(role, masked, found)) is not None:
        return ModeReading(mode=Mode.HYBRID, role=role, phrase=plain.written(*some), weak=True)
    first, last = min(sign.start() for sign in found), max(sign.end() for sign in found)
    if "both" in kinds or len(kinds) > 1 or (kinds == {"online"} and _beside_a_venue(role, masked, found)):
        mode = Mode.HYBRID
    else:
        mode = _MODES[kinds.pop() or ""]
        first, last = found[0].span()
    return ModeReading(mode=mode, role=role, phrase=plain.written(first, last))


def _part_remote(place: str) -> re.Match[str] | None:
    return _PART_REMOTE.search(place) or _STAGES_APART.search(place) or _AND_REMOTE.search(place)


_REMOTE = ("дистанц", "лайн", "видео", "вкс", "zoom", "удаленн", "виртуальн", "телемост", "вебинар")
_POST = re.compile(
    r"(?<!\w)(?:(?:по|через|посредством|с помощью) (?:\w+ )?почт[еуы]|почтой|по телефону|"
    r"через (?:сеть )?интернет|"
    r"по переписке)(?!\w)",
    re.IGNORECASE,
)


def unread_format(content: str) -> str:
    """Words for a remote format or for the post in a story that does not say that the event was so held."""
    plain = Plain.of(content)
    if posted := _POST.search(plain.text):
        return plain.written(*posted.span())
    if not _may_say(plain.text) or not any(word in plain.text.lower() for word in _REMOTE):
        return ""
    masked = _TOPIC.sub(lambda found: " " * len(found[0]), mask_quotes(plain.text))
    remote = next((sign for sign in _SIGNS.finditer(masked) if sign.lastgroup in ("online", "both")), None)
    return plain.written(*remote.span()) if remote else ""


def _broadcast(role: Role, masked: str) -> tuple[Mode, tuple[int, int]] | None:
    """A hall with a broadcast, or with some who join from afar: «планетарий и трансляция», «в зале 30,
    подключились 12»; a broadcast alone is remote."""
    if role is Role.PARTICIPANTS:
        joined = _JOINED.search(masked)
        return (Mode.HYBRID, joined.span()) if joined and _IN_THE_HALL.search(masked) else None
    if role is not Role.PLACE:
        return None
    found = _BROADCAST.search(masked) or _CONNECTION.search(masked)
    if found is None:
        return None
    venue = masked[: found.start()] + masked[found.end() :]
    rest = _SIGNS.sub(lambda sign: sign[0] if sign.lastgroup == "person" else " ", venue)
    held = re.search(r"\w{3}", rest) is not None
    return Mode.HYBRID if held else Mode.ONLINE, found.span()


def _story_signs(masked: str) -> list[re.Match[str]]:
    signs: list[re.Match[str]] = []
    for start, end in sentences(masked):
        if _ASIDE.match(masked, start, end):
            continue
        for phrase in _FORMAT_IN_STORY.finditer(masked, start, end):
            signs.extend(_SIGNS.finditer(masked, *phrase.span()))
    return signs


def _beside_a_venue(role: Role, masked: str, signs: list[re.Match[str]]) -> bool:
    """A list in which one is remote and another is not: «музей; официальный сайт», one group by video."""
    if role is Role.PLACE:
        parts = [part for part in _PLACES_APART.split(masked) if part.strip()]
        remote = [part for part in parts if _SIGNS.search(part)]
        # «г. Рославль; г. Витебск (в дистанционном формате)»: the mark speaks of both
        return 0 < len(remote) < len(parts) and not any(
            _SETTLEMENT.search(_SIGNS.sub("", part)) for part in remote
        )
    if role is Role.PARTICIPANTS:
        if _SEATED.search(masked):
            return True  # «250 человек в зале и онлайн»
        parts = [
            masked[start:end] for start, end in sentences(masked) if "участников" not in masked[start:end]
        ]
        marked = re.findall(r"\([^()]*\)", masked)
        return (
            len(parts) > 1
            and bool(marked)
            and 0 < sum(bool(_SIGNS.search(part)) for part in parts) < len(parts)
        )
    return False


_SOME = re.compile(
    r"(?:один|одна|двое|трое|часть|ряд|некотор\w+|отдельн\w+|1)(?!\w)|"
    r"\w+ из (?:\w+ )?(?:докладчик|спикер|эксперт)",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(?<!\w)(?:подключ|присоедин|участв|выступ)\w+ (?:также|в том числе|дополнительно)(?!\w)", re.IGNORECASE
)
_ONE_SPOKE = re.compile(
    r"(?<!\w)(?:выступил|подключил|присоединил|участвовал|доложил|выступал|докладывал|прочел|прочл|прочитал|провел|"
    r"слушал|рассказал|следил|оценивал)(?:а|ся|ась)?(?!\w)",
    re.IGNORECASE,
)
_SOME_JOINED = re.compile(r"(?<!\w)(?:подключил|присоединил)ись(?!\w)", re.IGNORECASE)
_FROM_AFAR = re.compile(  # «коллеги из Дубны участвовали по скайпу»
    r"(?<!\w)(?:коллеги|гости|эксперты|специалисты)\s.*"
    r"(?<!\w)(?:участвовали|выступили|приняли участие)(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
_ALL = re.compile(r"участник|сторон|(?<!\w)все(?!\w)", re.IGNORECASE)
_OF_THEM = r"из них|в т\. ?ч\.|в том числе"
_WHOLE = r"\d{1,3}(?: \d{3}){1,2}(?!\d)|\d{1,7}"  # «2 300»
_OF_THEM_REMOTE = re.compile(  # «70 ученых, в т.ч. из Минска (дистанционно)», «22 участника + 6 онлайн»
    rf"(?:(?:{_OF_THEM})[^;()]*\([^()]*|\+ ?\d{{1,7}} (?:\w+ )?)(?:{_ONLINE})", re.IGNORECASE
)
_SOME_OF_ALL = re.compile(
    rf"(?P<all>{_WHOLE})[^()\d]*(?:\((?:{_OF_THEM})?|,\s*(?:{_OF_THEM}))[\s:-]*(?P<some>{_WHOLE})[^()\d]*",
    re.IGNORECASE,
)


def _some_remote(role: Role, masked: str, signs: list[re.Match[str]]) -> tuple[int, int] | None:
    """Where it says that some of them, not all, were there by video: «эксперт выступил по видеосвязи»."""
    if role is Role.PARTICIPANTS and {sign.lastgroup for sign in signs} == {"person"}:
        part = _SOME_OF_ALL.search(masked)  # «840 (620 очно)»: the others were not
        is_less = part is not None and _is_less(part) and _SIGNS.search(part[0])
        return part.span() if part is not None and is_less else None
    if role not in (Role.CONTENT, Role.PARTICIPANTS) or any(sign.lastgroup != "online" for sign in signs):
        return None
    found: tuple[int, int] | None = None
    spans = list(sentences(masked))
    for start, end in spans:
        inside = [sign for sign in signs if start <= sign.start() < end]
        if not inside:
            continue
        told = masked[start:end]
        if role is Role.CONTENT or (len(spans) > 1 and not _some_listed(told)):
            some = _some_spoke(told)
        else:
            some = _some_listed(told)
        if not some:
            return None
        found = found or (start, start + len(told.rstrip(" .;\n")))
    return found


def _is_less(part: re.Match[str]) -> bool:
    some, whole = (int(part[name].replace(" ", "")) for name in ("some", "all"))
    return some < whole


def _some_spoke(sentence: str) -> bool:
    """A person who speaks, or people who join the others; a delegation speaks for all."""
    if _SOME.match(sentence) or _ALSO.search(sentence):
        return True
    if _FROM_AFAR.search(sentence) and not _ALL.search(sentence):
        return True
    number = "sing" if _ONE_SPOKE.search(sentence) else "plur" if _SOME_JOINED.search(sentence) else ""
    if number == "plur" and _ALL.search(sentence):
        return False
    words = re.findall(r"[А-Яа-яЁё-]+", sentence)
    return any(heads_person(word) and parse(key_of(word))[0].number == number for word in words)


def _some_listed(sentence: str) -> bool:
    """«45 чел., 1 докладчик – по видеосвязи», «20 чел. (из них 5 – онлайн)»."""
    whole = _SOME_OF_ALL.search(sentence)
    if whole and _SIGNS.search(whole[0]) and _is_less(whole):
        return True
    if _OF_THEM_REMOTE.search(sentence):
        return True
    parts = [part.strip() for part in re.split(r"[,;]", sentence)]
    return len(parts) > 1 and all(_SOME.match(part) for part in parts if _SIGNS.search(part))
