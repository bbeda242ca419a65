"""Words of a signing or an arrangement not taken for one, and those taken beside a doubtful word."""

import re
from collections.abc import Iterator

from events.vocabulary import Role, Severity

from .issues import Issue
from .plain import Plain, sentences
from .results import Results, documents_in

_SIGNING = re.compile(
    r"(?<!\w)(?:подпис(?:ан[аоы]?|ал[аио]?|ать|ыва\w+|ани\w+)|подпи(?:шет|шут)|"
    r"заключ(?:ен[аоы]?|ил[аио]?|ить))(?!\w)",
    re.IGNORECASE,
)
_ARRANGING = re.compile(
    r"(?<!\w)(?:договор(?:ил\w+|енност\w+|ен[оаы])|услов(?:ил(?:ись|ся))|достигнут\w*|"
    r"согласова(?:н[аоы]?|л[аи]?)|приш(?:ли|ел|ла) к)(?!\w)",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(
    r"(?<!\w)(?:не(?!\s+(?:только|менее|более))|пока|отказ\w*|перенес\w*|отлож\w+|планир\w+|будет|будут|"
    r"намер\w+|предварительн\w+|в дальнейшем|ранее)(?!\w)",
    re.IGNORECASE,
)

_SURE = re.compile(  # «так и не подписан», «к 10-летию подписания»: that it was not now is said outright
    r"(?<!\w)не (?:был[аои]? )?$|лети[еюяй]\w* (?:со дня )?$|годовщин\w* $", re.IGNORECASE
)


def result_doubts(content: str, results: Results) -> Iterator[Issue]:
    """Of a report; at most one issue each for signings and arrangements."""
    plain = Plain.of(content)
    told = list(sentences(plain.text))
    taken = [document.phrase for document in results.documents if not document.title_only]
    for cue, is_taken, phrases in (
        (_SIGNING, results.signed, taken),
        (_ARRANGING, results.agreed, list(results.arrangements)),
    ):
        for start, end in told:
            found = cue.search(plain.text, start, end)
            if found is None or (cue is _SIGNING and not any(documents_in(plain.text[start:end]))):
                continue
            sentence = plain.written(start, end).strip()
            if not is_taken and _SURE.search(plain.text, start, found.start()):
                continue
            if not is_taken:
                yield _issue("unread-result", sentence)
                break
            if _DOUBTFUL.search(plain.text, start, end) and any(
                " ".join(phrase.split()) in " ".join(sentence.split()) for phrase in phrases
            ):
                yield _issue("weak-result", sentence)
                break


def _issue(code: str, sentence: str) -> Issue:
    return Issue(code=code, severity=Severity.INFO, role=Role.CONTENT, found=" ".join(sentence.split())[:200])
