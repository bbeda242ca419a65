"""Signed documents, arrangements and signings that lie ahead, as records of their own."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agreements.names.folding import INVISIBLE
from events.phrases.dates import Dates
from events.phrases.plain import Plain, mask_quotes, sentences
from events.phrases.results import Results, documents_in
from events.vocabulary import DateFrom, MeetingKind, ResultKind, Role, Side

from .document_titles import parties_of, title_of
from .model import MeetingFound, ResultFound

_SIGNING = re.compile(
    r"(?<!\w)(?:подпис(?:ани|ать|ан)|заключ(?:ени[ея]|ить|ен[оаы]?(?!и)))\w*", re.IGNORECASE
)
_AHEAD = re.compile(
    r"(?<!\w)(?:(?:за)?планир\w+|намечен\w*|намерен\w*|предполага\w+|предстоит|предстоящ\w+|ожидается|"
    r"перенес\w+|отложен\w*|состоится|будет|будут|готовится|подпишут|договорились подписать)(?!\w)",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?<!\w)(?:отмен\w+|отказ\w+|сорва\w+|не (?:планир|намеч|предпол|состоя|удал)\w*|возможност\w+|"
    r"вопрос\w* о|"
    r"обсу(?:дил|жда)\w+|годовщин\w+|лети[ею])",
    re.IGNORECASE,
)
_PLURAL_VERB = re.compile(
    r"(?:подписан|заключен)ы(?!\w)|(?:под|за)писали\s+\w*(?:соглашения|договоры)", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:ий|ов|ей|ы|и|ам|ям|ами|ями|ах|ях|грамм|карт)$")
_REACHED = re.compile(r"(?<!\w)(?:достигнут|выработан)[аоы]?(?!\w)", re.IGNORECASE)
_LEADS_TO = re.compile(  # what stands before an arrangement that is told in the passive, and is no part of it
    r"^\W*(?:(?:по|в|во|на|при)\s[^,]*|кроме того|также|так|.*,(?:\s+а также|\s+и)?|.*\sи)[,\s]*$",
    re.IGNORECASE | re.DOTALL,
)
_BULLET = re.compile(r"([:;,])\s*[-–—•]\s+")
_GOES_ON = re.compile(
    r"^\W*(?:кроме (?:того|этого)|помимо этого|также|при этом|в свою очередь),?\s+", re.IGNORECASE
)
_FULL_STOP = re.compile(r"(?<!\sг)(?<!\sгг)[\s.;]+$")  # «в 2025 г.» keeps its own
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_TIES_ONLY = re.compile(r"(?<!\w)установлен\w* (?:\w+ )?партнерски\w+ (?:отношени|связ)", re.IGNORECASE)
_ARRANGED = re.compile(r"договор[еи]|договорил|услови|протокольн|соглашен|решени|консенсус", re.IGNORECASE)


def read_result_records(
    content: str, title: str, dates: Dates | None, meetings: Sequence[MeetingFound], results: Results
) -> tuple[ResultFound, ...]:
    told = _Told(content, title, dates, meetings)
    return (*told.signed(results), *told.planned(results), *told.agreed(results))


class _Told:
    def __init__(
        self, content: str, title: str, dates: Dates | None, meetings: Sequence[MeetingFound]
    ) -> None:
        self.dates, self.meetings = dates, meetings
        self.sentences: list[tuple[Role, str]] = []
        for role, text in ((Role.CONTENT, content), (Role.TITLE, title)):
            plain = Plain.of(text)
            masked = mask_quotes(plain.text) if role is Role.TITLE else plain.text
            self.sentences += [(role, plain.written(*span)) for span in sentences(masked)]
        self._signed_in: set[str] = set()

    def signed(self, results: Results) -> Iterator[ResultFound]:
        taken: dict[str, int] = {}
        for document in results.documents:
            role = Role.TITLE if document.title_only else Role.CONTENT
            sentence = next(
                (one for where, one in self.sentences if where is role and document.phrase in one), ""
            )
            if not sentence:
                continue
            self._signed_in.add(sentence)
            at = sentence.find(document.phrase)
            words = [
                (at + start, at + end) for start, end, _kind in documents_in(Plain.of(document.phrase).text)
            ]
            if not words:
                continue
            order = taken.get(sentence, 0)
            taken[sentence] = order + 1
            start, end = words[min(order, len(words) - 1)]
            many = (document.count or 2) > 1 or bool(
                _PLURAL_VERB.search(document.phrase) and sentence[start:end].lower().endswith(("ия", "ы"))
            )
            title, stop = title_of(sentence, start, end, many=many)
            certain = not document.title_only
            yield self._record(
                ResultKind.SIGNED,
                title,
                sentence,
                role,
                document=document.kind.value,
                count=document.count,
                certain=certain,
            )
            if order + 1 == sum(other.phrase in sentence for other in results.documents):
                yield from self._further(sentence, stop, role, certain=certain)

    def _further(self, sentence: str, at: int, role: Role, *, certain: bool) -> Iterator[ResultFound]:
        """«подписаны соглашение о … и протокол о намерениях»: the further ones of the same signing."""
        for start, end, kind in documents_in(Plain.of(sentence).text):
            if start >= at and sentence[at:start].strip() == "и":
                title, at = title_of(sentence, start, end, many=False)
                yield self._record(
                    ResultKind.SIGNED, title, sentence, role, document=kind.value, certain=certain
                )

    def planned(self, results: Results) -> Iterator[ResultFound]:
        """A signing put off or yet to come."""
        for role, sentence in self.sentences:
            text = Plain.of(sentence).text
            signing, ahead = _SIGNING.search(text), _AHEAD.search(text)
            if (
                role is Role.TITLE
                or sentence in self._signed_in
                or not signing
                or not ahead
                or _NEVER.search(text)
            ):
                continue
            words = list(documents_in(text))
            behind = [one for one in words if one[0] > signing.start()]
            if not words:
                continue
            start, end, kind = (behind or words)[0]
            many = bool(_PLURAL.search(sentence[start:end].lower())) and kind.value not in (
                "road_map",
                "plan",
            )
            title, _stop = title_of(sentence, start, end, many=many)
            count = None if many else 1
            yield self._record(
                ResultKind.PLANNED,
                title,
                sentence,
                role,
                document=kind.value,
                count=count,
                certain=bool(behind),
            )

    def agreed(self, results: Results) -> Iterator[ResultFound]:
        for arrangement in results.arrangements:
            plain = Plain.of(arrangement).text
            if _TIES_ONLY.search(plain) and not _ARRANGED.search(plain):
                continue
            title = _BULLET.sub(r"\1 ", _FULL_STOP.sub("", arrangement))
            if (found := _REACHED.search(title)) and _LEADS_TO.match(title[: found.start()]):
                title = title[found.start() :]
            title = _GOES_ON.sub("", title)
            title = title[:1].upper() + title[1:]
            certain = "протокольн" not in plain.lower()
            yield self._record(ResultKind.AGREED, title, arrangement, Role.CONTENT, certain=certain)

    def _record(
        self,
        kind: ResultKind,
        title: str,
        sentence: str,
        role: Role,
        *,
        document: str = "",
        count: int | None = 1,
        certain: bool = True,
    ) -> ResultFound:
        meeting = self._meeting_before(sentence) if role is Role.CONTENT else None
        start, end = self._when(meeting)
        parties = parties_of(title) if kind is not ResultKind.AGREED else ()
        if not parties and meeting is not None:
            parties = tuple(
                dict.fromkeys(
                    one.of for side in (Side.HOME, Side.PARTNER) for one in meeting.of_side(side) if one.of
                )
            )
        return ResultFound(
            kind=kind,
            title=_INVISIBLE.sub("", title),
            document=document,
            count=count,
            parties=parties,
            start=start,
            end=end,
            cell=role,
            phrase=_FULL_STOP.sub("", sentence),
            certain=certain and " " in title,  # «Протокол» alone says too little to stand unasked
        )

    def _meeting_before(self, sentence: str) -> MeetingFound | None:
        """The last meeting told of up to the sentence, else the only one of the row."""
        met = [one for one in self.meetings if one.kind is MeetingKind.MEETING]
        story = " ".join(text for role, text in self.sentences if role is Role.CONTENT)
        until = story.find(sentence) + len(sentence)
        told = [
            (at, one)
            for one in met
            if one.cell is Role.CONTENT and 0 <= (at := story.find(one.phrase)) < until
        ]
        if told:
            return max(told, key=lambda pair: pair[0])[1]
        return met[0] if len(met) == 1 else None

    def _when(self, meeting: MeetingFound | None) -> tuple[date | None, date | None]:
        if meeting is not None and meeting.date_from is DateFrom.OWN:
            return meeting.start, meeting.end
        return (self.dates.start, self.dates.end) if self.dates else (None, None)
