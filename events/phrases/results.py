"""Reads the results of an event from its content: documents signed and arrangements reached."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .arrangements import arranged
from .nearby import Nearby
from .numerals import numbers
from .people import modifies
from .plain import Plain, mask_quotes, sentences


class DocumentKind(StrEnum):
    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    CONTRACT = "contract"
    PROTOCOL = "protocol"
    DECLARATION = "declaration"
    ROAD_MAP = "road_map"
    PLAN = "plan"
    LETTER_OF_INTENT = "letter_of_intent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDocument:
    kind: DocumentKind
    count: int | None = 1  # None: several, the text does not say how many
    counterparties: str = ""  # «между … и …», as written
    phrase: str = ""
    title_only: bool = False  # the title names the signing, the content does not tell of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """In a plan `signed` says that a signing is intended; `arrangements` are sentences as written."""

    documents: tuple[SignedDocument, ...] = ()
    arrangements: tuple[str, ...] = ()

    @property
    def signed(self) -> bool:
        return bool(self.documents)

    @property
    def agreed(self) -> bool:
        return bool(self.arrangements)


_KINDS = {
    "соглашени": DocumentKind.AGREEMENT,
    "меморандум": DocumentKind.MEMORANDUM,
    "договор": DocumentKind.CONTRACT,
    "контракт": DocumentKind.CONTRACT,
    "протокол": DocumentKind.PROTOCOL,
    "деклараци": DocumentKind.DECLARATION,
    "дорожн": DocumentKind.ROAD_MAP,
    "план": DocumentKind.PLAN,
    "программ": DocumentKind.PLAN,
    "письм": DocumentKind.LETTER_OF_INTENT,
    "заявлени": DocumentKind.DECLARATION,
    "коммюнике": DocumentKind.DECLARATION,
    "резолюци": DocumentKind.DECLARATION,
    "регламент": DocumentKind.AGREEMENT,
    "документ": DocumentKind.AGREEMENT,  # «ряд документов о сотрудничестве»
}
_DOCUMENT = re.compile(
    r"(?<!\w)(?:(?P<kind>соглашени|меморандум|контракт|деклараци)[а-я]*|(?P<contract>договор)(?:а|у|ом|е|ы|"
    r"ов|ам|ами|ах)?"
    r"|(?P<protocol>протокол)(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?! разногласи)|(?P<map>дорожн)[а-я]+ карт[а-я]+|"
    r"«дорожн[а-я]+ карт[а-я]+»"
    r"|(?P<plan>план|программ)[а-я]* (?:совместн|мероприяти|действи|сотрудничеств|работ)[а-я]*"
    r"|(?P<letter>письм)[а-я]+ о намерени[а-я]+"
    r"|(?P<any>документ)(?:а|ы|ов)?(?= (?:\w+ )?о(?:б|бо)? (?:\w+ ){0,2}(?:сотрудничеств|взаимодействи|"
    r"намерени|партн[её]рств|побратим|дружб))"
    r"|(?P<bare>план|программ|документ|заявлени|коммюнике|резолюци|регламент)[а-я]{0,3}"
    r")(?!\w)",
    re.IGNORECASE,
)
_SIGNED = re.compile(  # it happened
    r"(?<!\w)(?:(?:был[оаи]? )?(?:подписан|заключен)[оаы]?|(?:под|за)писал[аио]?|заключил[аио]?|"
    r"подписавш\w+|обменял\w+сь подписанными|скрепл?ен[оаы]? подпис(?:ями|ью)|"
    r"скрепил[аио]? (?:\w+ )?подпис\w+|поставил[аио]? (?:\w+ )?подпис[иь] под)(?!\w)",
    re.IGNORECASE,
)
_TO_SIGN = re.compile(  # what a plan says of it
    r"(?<!\w)(?:подпи(?:сать|шут|шет)|подписыва(?:ет|ют)ся|заключ(?:ить|ат|ит))(?!\w)", re.IGNORECASE
)
_SIGNING = r"(?:подписани|(?<!в )заключени)(?:е|я|ем|ю|и)"
_HELD_SIGNING = re.compile(
    rf"(?<!\w)(?:состоял\w+|прош[еёл]\w+|проведен\w*|проведена|произошл\w+|заверши\w+|стал[оаи]?|явил\w+|"
    rf"увенчал\w+|"
    rf"включал\w*|ознаменова\w+|итог\w*|результат\w*|"
    rf"церемони\w+)\W+(?:[\w«»,.-]+\W+){{0,8}}?{_SIGNING}(?!\w)|"
    rf"(?<!\w){_SIGNING}\W+(?:[\w«»-]+\W+){{1,12}}?(?:состоял\w+|прош[её]л\w*|произошл\w+|стал[оаи]?)(?!\w)",
    re.IGNORECASE,
)
_NAMED_SIGNING = re.compile(rf"(?<!\w){_SIGNING}(?!\w)", re.IGNORECASE)
_NOT_YET = re.compile(
    r"планир|намеч|намерен|предполага|предстоит|предстоящ|ожида|будет|будут|готовит|подготов|проект(?:а|ы|"
    r"ов|у|ом)?(?!\w)|"
    r"возможност|необходимост|целесообразност|перспектив|вопрос|условия|услови[яй] (?:подпис|заключ)|"
    r"обсу(?:жд|дил)\w*|(?<!\w)не состоя|"
    r"обсужден|рассмотр|предлож|договорил|договоренност|согласова|в цел(?:ях|ью)|с целью|для (?:подписания|"
    r"заключения)|"
    r"переговор\w* (?:о|по|об) ",
    re.IGNORECASE,
)
_CALLED_OFF = (
    r"перенес\w+|перенос\w*|отлож\w+|отмен\w+|сорва(?:л|н)\w*|снят\w*|не состоял\w+|"
    r"не (?:предусм|план|намеч|потреб|понадоб)\w+|отказ\w+"
)
# «Подписание контракта запланировано на август»
_PUT_OFF = re.compile(
    rf"[^.;:]{{0,160}}?(?<!\w)(?:(?:за)?планир\w+|намеч\w+|ожида\w+|предполага\w+|предусм\w+|"
    rf"состоится|пройдет|назначен\w*|будет|{_CALLED_OFF})(?!\w)",
    re.IGNORECASE,
)
_CANCELLED = re.compile(rf"[^.;:]{{0,160}}?(?<!\w)(?:{_CALLED_OFF})(?!\w)", re.IGNORECASE)
_REFUSED = re.compile(r"(?<!\w)(?:отказ\w*|воздерж\w+) от\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"\s*(?:\w+ ){0,2}?не (?:был|удал)\w*", re.IGNORECASE)
_NOT_IT = re.compile(r"\s+не (?:был\w* )?(?:подписан|заключен)", re.IGNORECASE)  # behind the document
_GOVERNED = re.compile(r"(?<!\w)(?:подписани|заключени)\w+\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_DRAFT = re.compile(r"(?<!\w)проект(?:а|ы|ов|у|ом|е)?\s+(?:\w+(?:ого|его|ой|ых|их)\s+){0,3}$", re.IGNORECASE)
# Between a verb and a word that is a document only beside it: «подписано 4 итоговых документа»
_BESIDE = re.compile(
    r"(?:\s+(?!(?:в|во|на|о|об|по|с|со|для|к|из|между|при|от|за)\s)[«(]?[\w-]+[»)]?){0,4}\s+[«(]?",
    re.IGNORECASE,
)
_TOOK_PLACE = re.compile(
    r"(?<!\w)подписани\w+ [^.;:]{0,60}?(?<!не )(?:состоялось|прошло)(?!\w)", re.IGNORECASE
)
# What the content may say against a title that announces a signing
_NOT_SIGNED = re.compile(
    rf"(?<!\w)(?:подписани|церемони|встреч|мероприяти|визит|заседани)[а-я]*[^.;:]{{0,120}}?"
    rf"(?<!\w)(?:{_CALLED_OFF})|"
    r"(?<!\w)от (?:\w+ )?подписани\w+ [^.;:]{0,80}?(?:отказ|воздерж)|"
    r"(?:отказ\w*|воздерж\w+) от (?:\w+ )?подписани|"
    r"(?<!\w)не (?:(?:был|удалось)\w* )?(?:подписан|подписал|подписать|заключ|договорил)|"
    r"(?<!\w)(?:подписан\w*|подписать)(?: [^.;:]{0,60}?)? не (?:был|удал)|"
    r"(?<!\w)(?:подпишут|подпишет|парафир\w+)|"
    r"(?<!\w)(?:будет|будут|планируется|предполагается|намечено) (?:\w+ )?подпис",
    re.IGNORECASE,
)
_NEVER = re.compile(  # beside a verb that says it was signed
    r"планир|намеч|предполага|ожида|(?<!\w)(?:будет|будут|должн\w+|бы|мог|могл[аои]|могут)(?!\w)|"
    r"(?<!\w)не (?:\w+ )?(?:подписа|заключ)",
    re.IGNORECASE,
)
_PLAN_TALK = re.compile(  # in a plan: what is about a signing without meaning one
    r"проект(?:а|ы|ов|у|ом)?(?!\w)|возможност|необходимост|целесообразност|вопрос|подготов\w* к",
    re.IGNORECASE,
)
_IS_ITEM = re.compile(  # «обсуждение вопросов, подписание соглашения»: an item of its own
    r"[,;]\s*(?:подписание|заключение)$", re.IGNORECASE
)
_EARLIER = re.compile(
    r"лети[ею]|годовщин|юбиле|со дня (?:\w+ )?(?:подпис|заключ)|ранее(?! (?:отлож|заплан|намеч))|"
    r"с момента|после (?:подпис|заключ)|"
    r"(?<!обменялись )(?:подписан|заключен)(?:н\w+|ого|ому|ым|ом|ых|ыми)(?!\w)|"
    r"в (?:соответствии|развитие|исполнение)|во исполнение|"
    r"о (?:ходе|реализации)|реализаци\w+ (?:\w+ ){0,3}(?:соглашени|договор|меморандум)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?= ?(?:г|году|года)(?!\w))", re.IGNORECASE)
# «Соглашение подписано сторонами в марте 2022 года»: when it was, said behind it
_SIGNED_ON = re.compile(
    r"(?:\s+(?:обеими\s+)?сторонами)?,?\s+(?:еще\s+)?(?:в\s+прошлом\s+году|"
    r"(?:в\s+(?:[а-я]+\s+)?|\d{1,2}\s+[а-я]+\s+|\d{1,2}\.\d\d\.)(?P<year>(?:19|20)\d\d)(?!\d|\s*[-,]\s*\d|\s*годы))",
    re.IGNORECASE,
)
_PARTIES = re.compile(
    r"(?<!\w)между\s.{5,400}?(?=,\s+(?:подписани|заключени)|\s*[.;]?\s*$)", re.IGNORECASE | re.DOTALL
)
_AND = re.compile(r"(?:,| и| а также|\s)+(?:\d+|\w+)? ?")
_NEAR = 160  # signs between a verb and its document
_BEFORE = 200  # signs in which the few words before a verb or document are looked for
_SCOPE = 1_000  # signs before a verb that may say when it was: no real sentence is as long
_MANY = re.compile(
    r"(?:соглашений|(?:меморандум|договор|контракт|протокол|документ|план)(?:ов|ы)|деклараций|программы)$"
)


def read_results(content: str, title: str, *, is_plan: bool, year: int | None = None) -> Results:
    """`year`: of the report; what was signed «в 2021 году» is no result of a later one."""
    documents: dict[bool, list[SignedDocument]] = {True: [], False: []}
    arrangements: list[str] = []
    for text, is_title in ((title, True), (content, False)):
        plain = Plain.of(text)
        masked = mask_quotes(plain.text) if is_title else plain.text
        spans = list(sentences(masked))
        for number, (start, end) in enumerate(spans):
            sentence = masked[start:end]
            documents[is_title] += _read_signing(
                plain, sentence, start, is_plan=is_plan, is_title=is_title, year=year
            )
            if not is_title and arranged(sentence):
                last = _end_of_list(masked, spans, number)
                arrangements.append(plain.written(start, last).rstrip(" ;"))
    signed = documents[False]
    told = Plain.of(content).text
    if not signed and (is_plan or _TOOK_PLACE.search(told) or not _NOT_SIGNED.search(told)):
        signed = [replace(document, title_only=not is_plan) for document in documents[True]]
    return Results(documents=tuple(signed), arrangements=tuple(arrangements))


def _end_of_list(text: str, spans: Sequence[tuple[int, int]], number: int) -> int:
    """«достигнуты договоренности: о …; о …»: where the last item ends. Items begin with a small letter."""
    start, end = spans[number]
    if ":" not in text[start:end]:
        return end
    for first, last in spans[number + 1 :]:
        item = text[first:last].lstrip(" -–—•\n")
        if not text[start:end].rstrip().endswith((":", ";", ",")) or not item[:1].islower():
            break
        start, end = first, last
    return end


def _read_signing(
    plain: Plain, sentence: str, start: int, *, is_plan: bool, is_title: bool, year: int | None
) -> list[SignedDocument]:
    """The documents of the first signing a sentence tells of: «подписаны соглашение и два договора»."""
    signed: list[SignedDocument] = []
    last = 0
    verbs = Nearby(sentence)
    for document in _DOCUMENT.finditer(sentence):
        if _DRAFT.search(sentence, max(0, document.start() - _BEFORE), document.start()):
            continue
        if signed:
            if not _AND.fullmatch(sentence, last, document.start()):
                break
        else:
            verb = _signing_of(verbs, document, is_plan=is_plan, is_title=is_title)
            if verb is None or _elsewhere(sentence, verb, document, is_plan=is_plan, year=year):
                continue
            first = min(verb.start(), document.start())
            end = max(verb.end(), document.end())
        found = _PARTIES.search(sentence, document.end()) or _PARTIES.search(sentence)
        parties = plain.written(start + found.start(), start + found.end()) if found else ""
        last = document.end()
        signed.append(
            SignedDocument(
                kind=_kind(document),
                count=_count(sentence, document),
                counterparties=parties,
                phrase=plain.written(start + first, start + max(end, last)),
            )
        )
    return signed


def documents_in(text: str) -> Iterator[tuple[int, int, DocumentKind]]:
    """Start, end and kind of each word for a document, whatever is said of it."""
    for found in _DOCUMENT.finditer(text):
        yield found.start(), found.end(), _kind(found)


def _kind(document: re.Match[str]) -> DocumentKind:
    word = document[0].lower().lstrip("«")
    return next(kind for stem, kind in _KINDS.items() if word.startswith(stem))


def _signing_of(
    verbs: Nearby, document: re.Match[str], *, is_plan: bool, is_title: bool
) -> re.Match[str] | None:
    sentence = verbs.sentence
    patterns = [_SIGNED, _HELD_SIGNING, *([_TO_SIGN] if is_plan else [])]
    starts = _NAMED_SIGNING.match(sentence, re.match(r"[\s\-•\d.)]*", sentence).end())  # type: ignore[union-attr]
    if is_plan or is_title or starts:
        patterns.append(_NAMED_SIGNING)
    governed = _GOVERNED.search(sentence, max(0, document.start() - _BEFORE), document.start())
    for pattern in patterns:
        for verb in verbs.matches(pattern, document, within=_NEAR):
            if document["bare"] and not _stands_beside(sentence, verb, document):
                continue
            if pattern is _SIGNED and verb.start() > document.start() and governed:
                continue  # «договоренность о подписании соглашения, соглашение подписано»
            if pattern is _SIGNED or document.start() >= verb.start():
                return verb
    return None


def _stands_beside(sentence: str, verb: re.Match[str], document: re.Match[str]) -> bool:
    """«подписана программа», «план подписан»: such words are documents only there."""
    if verb.end() <= document.start():
        return _BESIDE.fullmatch(sentence, verb.end(), document.start()) is not None
    return sentence[document.end() : verb.start()].isspace()


def _elsewhere(
    sentence: str, verb: re.Match[str], document: re.Match[str], *, is_plan: bool, year: int | None
) -> bool:
    """Whether the signing is another one: earlier, only intended, or of a draft."""
    # What stands behind both words is about the document's contents: «соглашение о реализации проектов».
    end = max(verb.end(), document.end())
    clause = max(sentence.rfind(mark, 0, verb.start()) for mark in (": ", ", где ")) + 1
    clause = max(clause, end - _SCOPE)
    scope = sentence[clause:end]
    if _EARLIER.search(scope) or _REFUSED.search(sentence, max(0, verb.start() - _BEFORE), verb.start()):
        return True
    years = [int(found["year"]) for found in _YEAR.finditer(scope)]
    if year is not None and years and max(years) < year:
        return True
    signed_on = _SIGNED_ON.match(sentence, end)
    if signed_on and (signed_on["year"] is None or (year is not None and int(signed_on["year"]) < year)):
        return True
    if is_plan:
        talk = "" if _IS_ITEM.search(sentence, 0, verb.end()) else scope
        return bool(_PLAN_TALK.search(talk)) or bool(_CANCELLED.match(sentence, end))
    if verb.re is _SIGNED:
        if _NOT_IT.match(sentence, document.end()):
            return True
        return bool(_NEVER.search(scope)) or bool(_NOT_AFTER.match(sentence, verb.end()))
    if verb.re is _NAMED_SIGNING and _PUT_OFF.match(sentence, end):
        return True
    return bool(_NOT_YET.search(sentence, verb.start() if verb.re is _HELD_SIGNING else clause, end))


def _count(sentence: str, document: re.Match[str]) -> int | None:
    before = sentence[max(0, document.start() - 40) : document.start()]
    for number in reversed(list(numbers(before))):
        words = re.findall(r"[\w-]+", before[number.end :])
        if len(words) <= 3 and all(map(modifies, words)):  # «2 и 3 мая подписан договор» counts days
            return number.value
    word = document[0].lower()
    if re.search(r"(?<!\w)ряд\w*|несколько|пакет\w*", before):
        return None
    return None if _MANY.search(word) else 1
