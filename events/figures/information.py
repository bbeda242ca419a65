"""«Информация о сотрудничестве»: the reported events of a scope as running text by sphere, in Russian."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from agreements.models import Department, Partner
from agreements.names.morphology import analyser
from events.basis.wording import basis_in_one_sentence
from events.cooperation.dossier.wording import healed
from events.cooperation.partner_events import PartnerEvent, dated, partner_events
from events.cooperation.wording import spaced, with_whom
from events.exports.paper import Block, FinePrintBlock, Paper, ParagraphBlock, SubheadingBlock
from events.meetings.registers import REGISTERS
from events.models import Sphere
from events.models.succession import SuccessionLines

from .comparison import Comparison
from .event_facts import EventFacts
from .headlines import EVENTS, agreed
from .registers import meeting_counts
from .scope import Scope
from .short_labels import home_region, short_department, where_of_sphere
from .sums import Sums
from .wording import source_note

_PROPER = frozenset({"Geox", "Name", "Surn", "Patr", "Orgn", "Trad"})
_NAMED = 5  # events of a sphere that are told by name
_LONGEST = 500  # characters of a title; a longer one is told by its beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A paragraph: «В сфере культуры», «По линии Министерства спорта»."""

    heading: str
    events: tuple[PartnerEvent, ...]


def information_paper(scope: Scope) -> Paper:
    """In a constant number of queries."""
    reported = [fact for fact in scope.facts if fact.reported]
    partners = scope.chosen_partners
    told = {
        event.pk: event
        for event in partner_events(scope.access, dated(scope.access, scope.reported), partners)
    }
    visited = _visited(scope)
    comparison = Comparison.of(scope)
    blocks: list[Block] = [ParagraphBlock(sentence) for sentence in _opening(scope)]
    for part in _parts(scope, reported, told):
        blocks += [SubheadingBlock(part.heading), *_paragraphs(part.events, visited)]
    blocks.append(FinePrintBlock(f"{basis_in_one_sentence(comparison.basis)} {source_note(scope)}"))
    return Paper(title=_title(scope), blocks=tuple(blocks))


def _title(scope: Scope) -> tuple[str, ...]:
    return (
        "ИНФОРМАЦИЯ",
        f"о сотрудничестве {home_region()} {_counterpart(scope)}",
        f"за {scope.period.title}",
    )


def _counterpart(scope: Scope) -> str:
    chosen = scope.filter.form.cleaned_data.get("partner")
    partners: Sequence[Partner] = list(chosen) if chosen else []
    if not partners:
        return "с субъектами Российской Федерации и иностранными партнерами"
    return " и ".join(with_whom(partner) for partner in partners)


def _opening(scope: Scope) -> list[str]:
    sums = Sums.of(scope.tallies.total)
    held_in = scope.period.held_in
    start = held_in[:1].upper() + held_in[1:]
    if not sums.reported:
        return [f"{start} проведенных мероприятий по отчетам, имеющимся в реестре, нет."]
    met = meeting_counts(scope)
    sentences = [f"{start} проведено {agreed(sums.reported, EVENTS)}."]
    people = sums.participants
    if people.rows_with_figure:
        sentences.append(f"Участников – {people.words} ({people.of_rows}).")
    counted = [
        f"{label} – {spaced(met[register])}"
        for label, register in (
            ("официальных встреч и переговоров", "meetings"),
            ("приемов делегаций", "received"),
            ("выездов делегаций и служебных командировок", "trips"),
        )
        if met[register]
    ]
    if counted:
        said = ", ".join(counted)
        sentences.append(f"{said[:1].upper()}{said[1:]}.")
    return [" ".join(sentences)]


def _parts(scope: Scope, reported: Iterable[EventFacts], told: dict[int, PartnerEvent]) -> Iterable[_Part]:
    """By sphere in the order of the reports; what has no sphere, by department. Each event stands once."""
    reported = list(reported)
    spheres, departments = SuccessionLines.of(Sphere), SuccessionLines.of(Department)
    by_sphere: dict[int, list[PartnerEvent]] = {}
    by_department: dict[int, list[PartnerEvent]] = {}
    rest: list[PartnerEvent] = []
    for fact in reported:
        event = told.get(fact.pk)
        if event is None:
            continue
        if fact.spheres:
            by_sphere.setdefault(min(spheres.lines(fact.spheres)), []).append(event)
        elif fact.departments:
            by_department.setdefault(min(departments.lines(fact.departments)), []).append(event)
        else:
            rest.append(event)
    named = spheres.named(by_sphere)
    for line in sorted(named, key=lambda key: named[key][0].order):
        heading = " и ".join(where_of_sphere(sphere.name, alone=True) for sphere in named[line])
        yield _Part(heading=heading[:1].upper() + heading[1:], events=tuple(by_sphere[line]))
    bodies = departments.named(by_department)
    region = home_region()
    for line in sorted(bodies, key=lambda key: (bodies[key][0].order, bodies[key][0].name)):
        names = " и ".join(short_department(body.cases[1], region) for body in bodies[line])
        yield _Part(heading=f"По линии {names}", events=tuple(by_department[line]))
    if rest:
        yield _Part(heading="По иным направлениям", events=tuple(rest))


def _visited(scope: Scope) -> set[int]:
    """Events a delegation or an official went or came to."""
    kinds = (*REGISTERS["received"], *REGISTERS["trips"])
    meetings = scope.access.meetings().filter(kind__in=kinds, entry__event__in=scope.reported.values("pk"))
    return set(meetings.order_by().values_list("entry__event", flat=True))


def _paragraphs(events: Sequence[PartnerEvent], visited: Collection[int]) -> list[Block]:
    weighty = sorted(events, key=lambda event: _weight(event, visited))[:_NAMED]
    named = sorted(weighty, key=lambda event: (event.moment is None, event.moment, event.pk))
    left = len(events) - len(named)
    listed = "; ".join(_told(event) for event in named)
    if len(events) == 1:
        said = f"Проведено {agreed(1, EVENTS)}: {listed}."
    elif left:
        said = f"Проведено {agreed(len(events), EVENTS)}, среди них: {listed}; "
        said += f"а также другие (еще\N{NO-BREAK SPACE}{left})."
    else:
        said = f"Проведено {agreed(len(events), EVENTS)}: {listed}."
    documents = list(dict.fromkeys(title for event in events for title in event.documents))
    arrangements = list(dict.fromkeys(text for event in events for text in event.arrangements))
    blocks: list[Block] = [ParagraphBlock(said)]
    if documents:
        blocks.append(
            ParagraphBlock(f"Подписанные документы: {'; '.join(map(healed, documents)).rstrip(' .;,')}.")
        )
    if arrangements:  # whole sentences
        blocks.append(ParagraphBlock(" ".join(map(_as_sentence, arrangements))))
    return blocks


def _weight(event: PartnerEvent, visited: Collection[int]) -> tuple[bool, bool, bool, int, int]:
    """Smallest first: with documents, with arrangements, visits, then by number of participants."""
    return (
        not event.documents,
        not event.arrangements,
        event.pk not in visited,
        -(event.participants or 0),
        event.pk,
    )


def _told(event: PartnerEvent) -> str:
    """«выставка «Ремесла» (12 мая 2024 года, г. Витебск)»."""
    title = healed(event.title).rstrip(" .;,")
    if len(title) > _LONGEST:
        title = title[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;–-") + " …"
    if title[1:2].islower() and not _is_proper(title.split()[0]):
        title = title[:1].lower() + title[1:]
    place = healed(event.place).rstrip(" .;,")
    about = ", ".join(filter(None, (healed(event.dates), place)))
    return f"{title} ({about})" if about else title


def _is_proper(word: str) -> bool:
    """A name of a place or a person, which keeps its capital within a sentence."""
    return any(not _PROPER.isdisjoint(parse.tag.grammemes) for parse in analyser().parse(word)[:1])


def _as_sentence(text: str) -> str:
    text = healed(text).rstrip(" .;,")
    return f"{text[:1].upper()}{text[1:]}."
