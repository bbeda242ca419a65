"""Reads the kind of an event and who went where; empty when the words leave it open."""

import re

from agreements.names.gazetteer import Gazetteer
from events.vocabulary import Activity, Direction, Mode

from .place import PlaceReading
from .plain import Plain, mask_quotes

# The first word of a title that is found here decides, so «Участие в …» and ordinals are passed over.
_STEMS: tuple[tuple[Activity, str], ...] = (
    (Activity.BUSINESS_TRIP, r"командировк"),
    (
        Activity.RECEPTION,
        r"при[её]м\w* (?:\w+ ){0,3}(?:делегаци|гост|посл|консул|представител)|пребывани\w* делегаци",
    ),
    (Activity.BUSINESS_MISSION, r"бизнес-мисси|торгов\w+ мисси|бизнес-визит|делов\w+ мисси"),
    (Activity.EXPERIENCE_EXCHANGE, r"обмен\w* (?:\w+ ){0,2}опыт"),
    (
        Activity.INFORMATION_EXCHANGE,
        r"обмен\w* (?:\w+[ ,-]+){0,4}(?:информаци|материал|данн|сведени)|взаимодействи\w* (?:по|в)",
    ),
    (Activity.SIGNING, r"(?<!дня )(?<!летию )(?<!летия )(?<!годовщине )подписани"),
    (Activity.NEGOTIATIONS, r"переговор"),
    (Activity.VISIT, r"визит|посещени|(?<!\w)поездк"),
    (Activity.ROUND_TABLE, r"кругл\w+ стол"),
    (
        Activity.CONTEST,
        r"конкурс|олимпиад|викторин|хакатон|кастинг|чемпионат\w* (?:\w+ )*?(?:мастерств|профессион|"
        r"абилимпикс)|слет",
    ),
    (Activity.FESTIVAL, r"фестивал|биеннале"),
    (
        Activity.COMPETITION,
        r"соревновани|чемпионат|первенств|турнир|кубок|кубк[ае]|спартакиад|матч|забег|марафон|регат|ралли|"
        r"эстафет|универсиад",
    ),
    (Activity.FAIR, r"ярмарк"),
    (Activity.CONFERENCE, r"конференци|чтени[яей]|симпозиум|коллоквиум"),
    (Activity.FORUM, r"форум|конгресс|съезд|саммит|ассамбле|слет"),
    (
        Activity.SEMINAR,
        r"семинар|вебинар|мастер-класс|лекци|тренинг|практикум|методическ\w+ (?:площадк|консульт)",
    ),
    (
        Activity.TRAINING,
        r"стажировк|курс[ыоа]в?(?!\w)|обучени[ея]|школ[аеуы] (?:молод|юн|лидер)|повышени\w* квалификаци|"
        r"практик[аеуи](?!\w)",
    ),
    (Activity.EXHIBITION, r"выстав|экспозици|экспонировани|вернисаж|салон(?!\w)"),
    (Activity.PERFORMANCE, r"спектакл|гастрол|постановк|показ\w*(?!\w)|премьер"),
    (Activity.CONCERT, r"концерт"),
    (Activity.PRESENTATION, r"презентаци|открыти[ея]"),
    (Activity.SESSION, r"заседани|совещани|сесси|пленум|коллеги|собрани|наблюдател"),
    (Activity.MEETING, r"встреч|телемост|видеоконференци|диалог|бесед"),
    (Activity.EXCURSION, r"экскурси|(?<!\w)тур[аеу]?(?!\w)|-тур[аеу]?(?!\w)|информационн\w+ тур|путешестви"),
    (Activity.CELEBRATION, r"праздн|торжеств|церемони|(?<!\w)день |(?<!\w)дни |неделя|юбиле|митинг"),
    (Activity.CAMPAIGN, r"акци[яией]|флешмоб|проект|марафон|челлендж|программ"),
    (Activity.SALE, r"продаж|поставк|закупк"),
)
_ANY = re.compile("|".join(f"(?P<{activity.name}>{stem})" for activity, stem in _STEMS), re.IGNORECASE)

_WE_GO = re.compile(
    r"\s*(?:участие |командировк|служебн\w+ командировк|поездк|(?:экскурсионн|ознакомительн|рабоч)\w+ поездк|"
    r"выездн\w+ |организаци\w+ бизнес-мисси|проведени\w+ бизнес-мисси|гастроли наш)",
    re.IGNORECASE,
)
_TOUR = re.compile(r"\s*гастроли ", re.IGNORECASE)
_THEY_COME = re.compile(
    r"при[её]м\w* (?:\w+ ){0,3}(?:делегаци|гост|посл|консул|представител)|пребывани\w* делегаци|гастрол|"
    r"(?:визит|посещени|приезд|поездк)\w* (?:\w+ ){0,3}делегаци|для делегаци|"
    r"встреч\w* с (?:\w+ ){0,3}делегаци|посещение делегацией|"
    r"реверсн\w+ бизнес",
    re.IGNORECASE,
)


def read_activity(title: str, content: str = "") -> Activity | None:
    """From the title outside quotes, then inside them; from the content only when the title says nothing."""
    for text in (mask_quotes(Plain.of(title).text, " "), Plain.of(title).text, Plain.of(content).text[:200]):
        if match := _ANY.search(text):
            return Activity[match.lastgroup or ""]
    return None


def says_we_go(title: str, gazetteer: Gazetteer) -> bool:
    """«Участие в …», «Гастроли … театра» of the home region."""
    if _WE_GO.match(title):
        return True
    tour = _TOUR.match(title)
    return tour is not None and any(
        mention.start == tour.end() and _is_ours(mention.code, gazetteer) for mention in gazetteer.find(title)
    )


def _is_ours(code: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.home in (code, *(place.code for place in gazetteer.ancestors(code)))


def read_direction(
    title: str, place: PlaceReading, mode: Mode | None, gazetteer: Gazetteer
) -> Direction | None:
    """None for remote events, unknown places and several places on both sides."""
    if mode not in (None, Mode.IN_PERSON, Mode.HYBRID) or place.at_home is None:
        return None
    text = Plain.of(title).text
    if not place.at_home:
        return Direction.OUTGOING
    we_go = says_we_go(text, gazetteer)
    if _THEY_COME.search(text):
        return Direction.INCOMING
    return None if we_go else Direction.AT_HOME
