"""Reads an agreement's wording: who concluded it, its kind, what it is about; and compares two wordings."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from .declension import nominative
from .folding import fold
from .gazetteer import Gazetteer
from .heads import HEADS
from .mention import Evidence, Mention
from .morphology import tags
from .organisations import is_organisation_word
from .place import PlaceKind
from .tokens import Shape, Token, tokenise


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """`code` is "" where the wording names no known place; `organ` is in the nominative, "" where the
    territory itself is the party; `phrase` as written."""

    code: str
    organ: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """`parties` in the order of the wording, the home region included where it is named. `stated` is the
    number the wording gives («трехстороннее»: 3), None where it gives none."""

    wording: str
    kind: str  # «соглашение», «протокол», «меморандум»…; "" where no such word is there
    parties: tuple[Party, ...]
    stated: int | None
    subject: str  # «о торгово-экономическом … сотрудничестве», white space squeezed; "" where there is none
    rest: str  # the wording without its parties, for comparing

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(party.code for party in self.parties if party.code)


_KINDS = (
    ("соглашение", "соглашен"),
    ("протокол", "протокол"),
    ("меморандум", "меморандум"),
    ("дорожная карта", "дорожн"),
    ("план мероприятий", "план"),
    ("договор", "договор"),
    ("программа", "программ"),
    ("декларация", "деклараци"),
    ("контракт", "контракт"),
)
_STATED = (
    ("двухсторонн", 2),
    ("двусторонн", 2),
    ("трехсторонн", 3),
    ("четырехсторонн", 4),
    ("пятисторонн", 5),
    ("шестисторонн", 6),
)
_ABOUT = re.compile(r"\b(?:об|обо|о)\s+(?=[^\W\d_]{3})", re.IGNORECASE)
# What ends the list of parties besides its subject.
_END = re.compile(
    r"\b(?:об|обо|о)\s|\bв\s+(?:области|сфере|сферах|целях|части|рамках)\b|\bна\s+(?:период\s+)?(?:\d|20)|"
    r"\bот\s+\d|№|\bзаключ[её]н|\bподписан|\bпо\s+(?:вопрос|реализаци|осуществлени|развити)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bмежду\s+", re.IGNORECASE)
_WITH = re.compile(r"\bсо?\s+(?=[«\"А-ЯЁA-Z])")
_SIDE = re.compile(r"\bс\s+(?:одной|другой|третьей)\s+стороны\b,?", re.IGNORECASE)
_EXECUTIVE = re.compile(  # «Гродненского облисполкома»: the adjective alone names the territory
    r"\s+(?:(?:обл|гор|рай)исполком|акимат|акимият|хокимият|маслихат|"
    r"(?:областн|городск|районн)\w+\s+исполнительн\w+\s+комитет)\w*",
    re.IGNORECASE,
)
_COUNTS = frozenset({Evidence.NAME, Evidence.ORGANISATION, Evidence.ADJECTIVE})


def read_parties(text: str, gazetteer: Gazetteer) -> Parties:
    """Never fails; a wording that names no parties has none."""
    kind, stated = _kind(text)
    start, end, parties = _parties(text, gazetteer)
    parties = _with_home(parties, gazetteer)
    outside = text[:start] + " " + text[end:]
    return Parties(
        wording=text,
        kind=kind,
        parties=tuple(parties),
        stated=stated,
        subject=_subject(text, start, end),
        rest=_comparable(outside),
    )


def same_agreement(a: Parties, b: Parties) -> float:
    """0 to 100; 0 where the parties differ. Their order, hyphenation, case and spaces do not count.

    95 and more is the same agreement; wordings of different agreements between the same parties stay below.
    """
    if sorted(a.codes) != sorted(b.codes) or not a.parties or not b.parties:
        return 0.0
    return float(fuzz.ratio(_key(a), _key(b)))


def _key(one: Parties) -> str:
    return (
        one.rest + " | " + " ".join(sorted(_comparable(party.organ or party.phrase) for party in one.parties))
    )


_HYPHEN = re.compile(r"(?<=\w)-\s*(?=\w)")
_SIGNS = re.compile(r"[^\w\s]+")


def _comparable(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", _HYPHEN.sub("", fold(text))).split())


def _kind(text: str) -> tuple[str, int | None]:
    words = fold(text)
    found = [(at, name) for name, stem in _KINDS if (at := _word_at(words, stem)) >= 0]
    stated = next((number for stem, number in _STATED if stem in words), None)
    return (min(found)[1] if found else ""), stated


def _word_at(text: str, stem: str) -> int:
    match = re.search(rf"\b{stem}", text)
    return match.start() if match else -1


def _parties(text: str, gazetteer: Gazetteer) -> tuple[int, int, list[Party]]:
    """Where the parties stand in the wording, and who they are."""
    between = _BETWEEN.search(text)
    if between is not None:
        start, end = between.end(), _end(text, between.end())
        colon = text.find(":", start, end)  # «между субъектами Российской Федерации: …»
        start = start if colon < 0 else colon + 1
        return start, end, _split(text[start:end], gazetteer)
    together = _WITH.search(text)
    if together is not None:
        # «Соглашение Администрации Смоленской области с Правительством Брянской области»
        first, before = _in_genitive(text[: together.start()], gazetteer)
        end = _end(text, together.end())
        parties = before + _split(text[together.end() : end], gazetteer)
        return (first if before else together.end()), end, parties
    about = _END.search(text)
    end = about.start() if about else len(text)
    first, parties = _in_genitive(text[:end], gazetteer)
    if not parties:
        # «Соглашение о сотрудничестве Администрации Смоленской области и Правительства Брянской области»
        end = len(text)
        first, parties = _in_genitive(text, gazetteer)
    return (first, end, parties) if parties else (0, 0, [])


def _with_home(parties: list[Party], gazetteer: Gazetteer) -> list[Party]:
    """«Минздравом РБ» in Башкортостан: where nobody else is the home region, its initials are its own."""
    if not gazetteer.knows(gazetteer.home) or any(_is_home(party.code, gazetteer) for party in parties):
        return parties
    initials = "".join(word[0] for word in gazetteer.place(gazetteer.home).name.split() if word[0].isupper())
    own = [party for party in parties if initials in re.findall(r"\w+", party.phrase)]
    if len(initials) < 2 or len(own) != 1:
        return parties
    return [replace(party, code=gazetteer.home) if party is own[0] else party for party in parties]


def _is_home(code: str, gazetteer: Gazetteer) -> bool:
    return code == gazetteer.home or (
        bool(code) and any(place.code == gazetteer.home for place in gazetteer.ancestors(code))
    )


def _end(text: str, start: int) -> int:
    ending = _END.search(text, start)
    return ending.start() if ending else len(text)


def _in_genitive(text: str, gazetteer: Gazetteer) -> tuple[int, list[Party]]:
    """Parties named one after another, and where the first of them begins."""
    tokens = tokenise(text)
    starts = [token.start for token in tokens]
    parties: list[Party] = []
    first = end = 0
    for mention in gazetteer.find(text):
        organ_after = _EXECUTIVE.match(text, mention.end)
        if mention.evidence is not Evidence.NAME and organ_after is None:
            continue
        if parties and _lies_in(parties[-1].code, mention, gazetteer):
            continue
        number = bisect_left(starts, mention.start)
        organ = None if organ_after else _organ_before(tokens, number, end)
        begin = mention.start if organ is None else tokens[organ].start
        first = begin if not parties else first
        end = organ_after.end() if organ_after else mention.end
        phrase = text[begin:end]
        parties.append(
            Party(
                code=mention.code,
                organ=" ".join(nominative(phrase, "gent").split())
                if organ is not None or organ_after
                else "",
                phrase=phrase,
            )
        )
    return first, parties


def _lies_in(code: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    """«Витебской области Республики Беларусь»: the country only says where the oblast lies."""
    return any(place.code == mention.code for place in gazetteer.ancestors(code))


def _organ_before(tokens: list[Token], number: int, end: int) -> int | None:
    """The word an organ's name begins with, not further back than the party before."""
    for k in range(number - 1, max(number - 8, -1), -1):
        if tokens[k + 1].gap or tokens[k].start < end:
            return None
        if tokens[k].shape is not Shape.LOWER and is_organisation_word(tokens[k].norm):
            return k
    return None


def _subject(text: str, start: int, end: int) -> str:
    """From «о …» to the parties or to the end, whichever comes first."""
    for match in _ABOUT.finditer(text):
        if start <= match.start() < end:
            continue
        stop = len(text)
        if match.start() < start:
            opening = _BETWEEN.search(text, match.end()) or _WITH.search(text, match.end())
            stop = min(opening.start(), start) if opening else start
        found = _HYPHEN.sub("-", " ".join(text[match.start() : stop].split()))
        return found.rstrip(' .,;»"')
    return ""


def _split(stretch: str, gazetteer: Gazetteer) -> list[Party]:
    stretch = _SIDE.sub(",", stretch)
    mentions = [m for m in gazetteer.find(stretch) if m.evidence in _COUNTS]
    starts = [m.start for m in mentions]
    cuts = _cuts(tokenise(stretch), {m.start for m in mentions if m.evidence is Evidence.NAME})
    parties: list[Party] = []
    shared = ""  # «Администрациями» of «Администрациями Смоленской и Брянской областей»
    for start, end in zip([0, *cuts], [*cuts, len(stretch)], strict=True):
        phrase = _trimmed(stretch[start:end])
        if not phrase:
            continue
        at = stretch.index(phrase, start)
        inside = mentions[bisect_left(starts, at) : bisect_left(starts, at + len(phrase))]
        if not inside:
            parties.append(Party(code="", organ=nominative(phrase), phrase=phrase))
            continue
        main = _main(inside, gazetteer)
        before = stretch[at : main.start].strip()
        if not before and main.evidence is Evidence.NAME:
            is_shared = shared and main.case != "instrumental"
            organ = f"{shared} {_genitive(main, gazetteer)}" if is_shared else ""
            shared = shared if is_shared else ""
        elif shared := _plural_head(before):
            organ = f"{shared} {_genitive(main, gazetteer)}"
        else:
            # a country in brackets or after the region only says where the body is
            stop = min([m.start for m in inside if m.start >= main.end], default=at + len(phrase))
            bare = stretch[at:stop].split("(")[0]
            organ = " ".join(nominative(bare).split())
        parties.append(Party(code=main.code, organ=organ, phrase=phrase))
    return parties


def _plural_head(before: str) -> str:
    """«Администрация» of «Администрациями …»: one word in the plural that serves several parties."""
    words = tokenise(before)
    if len(words) == 1 and {"plur", "ablt"} <= tags(words[0].norm):
        return nominative(before, singular=True)
    return ""


def _genitive(mention: Mention, gazetteer: Gazetteer) -> str:
    return gazetteer.place(mention.code).short[1]


def _main(inside: list[Mention], gazetteer: Gazetteer) -> Mention:
    """«Витебским облисполкомом (Республика Беларусь)»: the oblast, as the country only says where it lies."""
    above = {place.code for m in inside for place in gazetteer.ancestors(m.code)}
    names = [m for m in inside if m.code not in above] or inside
    return next((m for m in names if gazetteer.place(m.code).kind is not PlaceKind.UNION), names[0])


def _cuts(tokens: list[Token], names: set[int]) -> list[int]:
    """Offsets where a new party begins: after a comma or «и», a capital instrumental or a place of a list.

    «Министерством культуры, спорта и туризма» goes on in the genitive and in lower case: one party.
    """
    cuts: list[int] = []
    depth = 0
    for number, token in enumerate(tokens):
        depth = max(0, depth + token.gap.count("(") - token.gap.count(")"))
        if number == 0 or depth or token.norm in ("и", "а", "также"):
            continue
        joined = tokens[number - 1].norm in ("и", "также") and token.gap == ""
        if not (joined or "," in token.gap or ";" in token.gap):
            continue
        opens = token.shape is not Shape.LOWER or token.norm in HEADS or is_organisation_word(token.norm)
        if token.start in names or (opens and _is_instrumental(token)):
            cuts.append(token.start)
    return cuts


def _is_instrumental(token: Token) -> bool:
    return token.shape is Shape.UPPER or "ablt" in tags(token.norm)


_EDGES = " \t\n\u00a0,;."
_JOINTS = ("и", "а также", "а\u00a0также")


def _trimmed(phrase: str) -> str:
    phrase = phrase.strip(_EDGES)
    for joint in _JOINTS:
        if phrase.endswith(joint) and phrase[: -len(joint)].endswith(tuple(_EDGES)):
            return phrase[: -len(joint)].rstrip(_EDGES)
    return phrase
