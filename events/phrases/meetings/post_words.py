"""Words of posts: what heads one, what may depend on it, and in which case each may stand."""

import re
from functools import lru_cache

from agreements.names.morphology import analyser
from events.phrases.people import key_of, parse


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEADS = _lemmas("""
    губернатор глава председатель сопредседатель заместитель министр президент
    премьер премьер-министр посол консул атташе
    поверенный посланник советник-посланник советник помощник начальник руководитель руководство директор
    гендиректор заведующий управляющий ректор проректор мэр аким хоким хяким депутат сенатор спикер
    секретарь митрополит архиепископ епископ экзарх патриарх муфтий раввин протоиерей архимандрит игумен
    настоятель член представитель уполномоченный омбудсмен канцлер раис генсек бургомистр префект староста
    специалист эксперт референт консультант прокурор судья командующий
""")
CLERGY = _lemmas("митрополит архиепископ епископ экзарх патриарх архимандрит игумен муфтий")
ABROAD = _lemmas("посол консул вице-консул атташе поверенный посланник представитель советник")
ABBREVIATED = _lemmas("г. гор. обл. им. р-на респ.")
# Posts that are participles: the dictionary gives them the lemma of a verb.
_PARTICIPLE = re.compile(
    r"(?P<stem>поверенн|заведующ|управляющ|командующ)(?P<ending>ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|ую|"
    r"ую|ой|ей)"
)
_MASCULINE = {"поверенн": "ый", "заведующ": "ий", "управляющ": "ий", "командующ": "ий"}
_ENDINGS = {
    **dict.fromkeys(("ый", "ий", "ая"), frozenset({"nomn"})),
    **dict.fromkeys(("ого", "его"), frozenset({"gent", "accs"})),
    **dict.fromkeys(("ому", "ему"), frozenset({"datv"})),
    **dict.fromkeys(("ым", "им"), frozenset({"ablt"})),
    **dict.fromkeys(("ом", "ем"), frozenset({"loct"})),
    "ую": frozenset({"accs"}),
    **dict.fromkeys(("ой", "ей"), frozenset({"gent", "datv", "ablt", "loct"})),
}


@lru_cache(maxsize=8192)
def head_of(word: str) -> tuple[str, frozenset[str]] | None:
    """The post a word names in the singular, and the cases it may stand in."""
    key = key_of(word)
    if len(key) < 3 or key == "после":
        return None
    key = key.rstrip(".")
    if key.startswith("вице-") and (whole := head_of(key.removeprefix("вице-"))) is not None:
        return f"вице-{whole[0]}", whole[1]
    if key.startswith("управляющ") and key.endswith(("ая", "ую", "ей", "ой")):
        return None  # «управляющая компания»
    if participle := _PARTICIPLE.fullmatch(key):
        return participle["stem"] + _MASCULINE[participle["stem"]], _ENDINGS[participle["ending"]]
    cases = {
        form.case: form.lemma
        for form in parse(key)
        if form.lemma in _HEADS and form.number == "sing" and form.part in ("NOUN", "ADJF", "PRTF")
    }
    if not cases:
        return None
    return next(iter(cases.values())), frozenset(cases)


@lru_cache(maxsize=4096)
def cases_of_adjective(word: str) -> frozenset[str]:
    return frozenset(
        form.tag.case
        for form in analyser().parse(key_of(word))
        if form.tag.POS in ("ADJF", "PRTF") and form.tag.number == "sing" and "Apro" not in form.tag
    )


@lru_cache(maxsize=1024)
def cases_of_see(word: str) -> frozenset[str]:
    """«Минским и Заславским»: adjectives of a see, some of which the dictionary takes for surnames."""
    if not re.search(r"(?:ий|ый|ого|его|ому|ему|им|ым|ом|ем)$", word):
        return frozenset()
    return frozenset(form.tag.case for form in analyser().parse(word.lower()) if form.tag.number == "sing")


@lru_cache(maxsize=8192)
def depends(word: str, any_case: bool, head: str) -> bool:
    """Whether the word may stand in what belongs to a post."""
    if word.lower() in ABBREVIATED:
        return True
    bare = word.rstrip(".")
    if not bare[:1].isalpha() or (bare != word and len(bare) > 1):
        return False
    if bare.isupper() and len(bare) > 1:
        return True
    if bare[:1].isupper() and len(bare) > 1:
        return True
    forms = parse(key_of(bare))
    nominal = [form for form in forms if form.part in ("NOUN", "ADJF", "PRTF")]
    if not nominal or forms[0].part in ("VERB", "INFN", "PREP", "CONJ", "ADVB", "GRND"):
        return False
    if any_case:
        return any(form.case not in ("", "nomn") for form in nominal)
    return any(form.case in ("gent", "gen2") for form in nominal)


@lru_cache(maxsize=4096)
def is_a_name(word: str) -> bool:
    return any("Name" in form.tag for form in analyser().parse(word.lower())[:2])
