"""Which class of signers a party of a document belongs to."""

import re
from collections.abc import Iterable

from events.phrases.plain import mask_quotes
from events.vocabulary import Signer

# Tried in this order on what stands outside quotes, then on the whole: «унитарное предприятие «Центр …»».
_CLASSES = (
    (
        Signer.ENTERPRISE,
        r"(?:ООО|АО|ОАО|ПАО|ЗАО|НАО|ИП|УП|РУП|ГУП|МУП|СООО|ТОО)(?!\w)|(?i:предприяти|предпринимател|"
        r"завод|компани|комбинат|фабрик|холдинг|корпораци|концерн|банк(?:а|ом|и)?(?!\w)|магазин|"
        r"торгов\w+ (?:дом|сет)|"
        r"обществ\w+ с ограниченной|акционерн\w+ обществ|инвестор)",
    ),
    (
        Signer.INSTITUTION,
        r"(?:[А-Я]{0,4}(?:ГБ|ГА|МБ|МА|ГК|ФГ|ОГ)[А-Я]*У[А-Я]*|[ГМ]УДО|УО|ГУО|ВУЗ)(?!\w)|"
        r"(?i:учрежден|университет|институт|академи|школ|колледж|техникум|училищ|лице[ийея]|гимнази|"
        r"библиотек|музе[ийея]|театр|филармони|дворц|дворец|больниц|поликлиник|архив|"
        r"(?:детск|молодежн|культурн|научн|выставочн|исследовательск)[\w-]* центр|"
        r"образовательн\w+ организаци)",
    ),
    (
        Signer.MUNICIPALITY,
        r"(?i:муниципальн|мэр(?:ия|ией|ии|а|у|ом)?(?!\w)|горисполком|райисполком|городск|районн|"
        r"(?<!\w)г\. |город(?:а|ом|ами|ов|у)?(?!\w| федеральн)|район(?:а|ом|у)?(?!\w)|сельск\w+ поселен)",
    ),
    (
        Signer.AUTHORITY,
        r"(?i:правительств|министерств|администраци|департамент|комитет|служб[аоы]|управлени|агентств|"
        r"инспекци|губернатор|(?<!\w)дум[аоы]|собрани|парламент|исполком|исполнительн\w+ власт|посольств|"
        r"город\w* федеральн|республик|(?<!\w)област|(?<!\w)кра[йея]|государств|акимат|хокимият)",
    ),
    (Signer.ORGANISATION, r"(?i:палат|союз|ассоциаци|фонд|федераци|организаци|объединени|центр|партнерств)"),
)
_PATTERNS = tuple((signer, re.compile(rf"(?<!\w)(?:{pattern})")) for signer, pattern in _CLASSES)


def signer_of(party: str) -> Signer | None:
    """None where the words do not tell."""
    for text in (mask_quotes(party), party):
        for signer, pattern in _PATTERNS:
            if pattern.search(text):
                return signer
    return None


def highest_signer(parties: Iterable[str]) -> Signer | None:
    classes = [signer for party in parties if (signer := signer_of(party)) is not None]
    return min(classes, key=lambda signer: signer.rank, default=None)
