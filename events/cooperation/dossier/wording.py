"""Texts of rows as a dossier prints them, in Russian whatever the language of the page."""

from events.models import MeetingParticipant
from events.proofreading.slip import replaced
from events.proofreading.typography import slips_of
from events.vocabulary import MeetingKind

from ..paper_parts import when_held
from ..partner_events import PartnerEvent

KINDS = {
    MeetingKind.MEETING: "встреча",
    MeetingKind.RECEPTION: "прием делегации",
    MeetingKind.DELEGATION_VISIT: "визит делегации",
    MeetingKind.TRIP: "командировка",
    MeetingKind.JOINT_PARTICIPATION: "совместное участие",
}
_HEALED = ("frozen-hyphen", "stray-space", "doubled-space")


def healed(text: str) -> str:
    """On one line, without what the columns of a Word table left in it. Tables of the office print cells as
    written: this is for papers alone."""
    text = " ".join(text.split())
    for code in _HEALED:
        text = replaced(text, slips_of(code, text))
    return text.rstrip(" ,;")


def when(event: PartnerEvent) -> str:
    """ "" for an event without dates."""
    return healed(when_held(event)) if event.start else ""


def when_told(event: PartnerEvent) -> str:
    """Of an event held; where its days lie ahead, the paper says that it cannot be over."""
    return f"{when(event)} (в отчете – как проведенное, срок не наступил)" if event.is_early else when(event)


def participant_in_words(one: MeetingParticipant) -> str:
    """The post as of the meeting, the name, and of what where the post does not say it."""
    said = " ".join(filter(None, (one.post, one.name)))
    if not said:
        return one.of
    return f"{said} ({one.of})" if one.of and one.name and not one.post else said


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?…" else f"{text}."
