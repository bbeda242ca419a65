"""The form of an entry: saving, drafts, two people on one entry, hostile values."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, AgreementParty, Partner
from coopregistry.history import version_of
from events.entries.governing import govern
from events.entries.saving import reword
from events.exports.house_form import HEADINGS
from events.models import Attachment, Entry, EntryDraft, Event, Report, Sphere, Submission
from events.vocabulary import Kind, Role
from tests.permissions.roles import Who, World

HOSTILE = ["\0", "10" * 15, "1" * 5000, "2024-13-45", "' OR 1=1 --", "<script>", "‮", "-1", "😀" * 50]


def new(world: World) -> str:
    return reverse("events:entry_new", args=[world.plan.pk])


def typed(world: World, **other: object) -> dict[str, object]:
    return {
        "department": world.department_a.pk,
        "title": "Ярмарка ремесел",
        "dates": "26-28.02.2031",
        "partners": ["ru-32"],
        "place": "г. Брянск",
        "participants": "мастера",
        "participants_count": "45",
        "content": "Продажа изделий.",
        **other,
    }


def saved(world: World) -> Entry:
    return Entry.objects.exclude(pk__in=[world.entry_a.pk, world.entry_b.pk, world.done_entry.pk]).get()


def test_row_is_saved_with_cells_values_and_event(world: World, editor: Client) -> None:
    response = editor.post(new(world), typed(world, mode="hybrid"))
    entry = saved(world)
    submission = reverse("events:my_part", args=[world.submission_a.pk])
    assert response["Location"] == f"{submission}?row={entry.pk}#row-{entry.pk}"
    assert entry.cells == {
        "partner": "Брянская область",
        "title": "Ярмарка ремесел",
        "dates": "26-28 февраля 2031 года",
        "place": "г. Брянск\n(очно и дистанционно)",
        "participants": "мастера\n(45 человек)",
        "content": "Продажа изделий.",
    }
    assert (entry.start, entry.end) == (date(2031, 2, 26), date(2031, 2, 28))
    assert (entry.mode, entry.participants_count, entry.activity) == ("hybrid", 45, "fair")
    assert entry.section == world.entry_a.section
    assert entry.event.title == "Ярмарка ремесел"
    assert [link.partner.code for link in entry.event.partner_links.filter(role="partner")] == ["ru-32"]
    assert [finding.code for finding in entry.findings.all()] == []


def test_dates_of_the_pickers_are_written_as_a_phrase(world: World, editor: Client) -> None:
    editor.post(new(world), typed(world, dates="", start="2031-02-26", end="2031-03-02"))
    assert saved(world).cells["dates"] == "26 февраля – 2 марта 2031 года"


def test_cell_of_ones_own_wording_stays_and_a_disagreement_is_found(world: World, editor: Client) -> None:
    editor.post(new(world), typed(world, own_dates="on", cell_dates="Март 2031 года", mode="online",
                                  own_place="on", cell_place="г. Брянск"))  # fmt: skip
    entry = saved(world)
    assert (entry.cells["dates"], entry.start) == ("Март 2031 года", date(2031, 2, 26))
    assert entry.mode == "online"
    assert set(entry.findings.values_list("code", flat=True)) == {"value-disagrees", "value-not-in-cell"}
    entry.refresh_from_db()
    assert set(entry.corrections) == {"start", "end", "precision", "mode"}


def test_partner_without_a_column_is_linked_all_the_same(world: World, client_of: Callable) -> None:
    report = international(world)
    sphere = Sphere.objects.first()
    client_of(Who.EDITOR_A).post(
        reverse("events:entry_new", args=[report.pk]),
        typed(world, place="г. Смоленск", partners=["by"], sphere=sphere.pk),
    )
    entry = saved(world)
    assert list(entry.partner_links.filter(role="partner").values_list("partner__code", flat=True)) == ["by"]
    assert entry.section.sphere == sphere
    again = client_of(Who.EDITOR_A).get(reverse("events:entry_edit", args=[entry.pk]))
    assert [partner.code for partner in again.context["preview"].chosen_partners] == ["by"]


def test_row_without_title_is_not_saved_and_says_so(world: World, editor: Client) -> None:
    response = editor.post(new(world), typed(world, title=""))
    assert set(response.context["form"].errors) == {"title"}
    assert Entry.objects.count() == 3


def test_form_of_a_row_shows_what_it_says(world: World, editor: Client) -> None:
    editor.post(new(world), typed(world))
    entry = saved(world)
    preview = editor.get(reverse("events:entry_edit", args=[entry.pk])).context["preview"]
    assert {role.value: text for role, text in preview.texts.items()} == entry.cells
    assert not any(cell.is_own for cell in preview.cells())


def test_saving_a_row_as_it_is_changes_nothing(world: World, editor: Client) -> None:
    editor.post(new(world), typed(world))
    entry = saved(world)
    url = reverse("events:entry_edit", args=[entry.pk])
    form = editor.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    before = version_of(entry)
    assert editor.post(url, data).status_code == 302
    assert version_of(entry) == before


def test_htmx_is_told_where_to_go(world: World, editor: Client) -> None:
    response = editor.post(new(world), typed(world, then="again"), headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == f"{new(world)}?department={world.department_a.pk}"


# --- the same event


def test_similar_event_is_offered_and_linked(world: World, editor: Client, client_of: Callable) -> None:
    world.submission_b.state = Submission.State.ACCEPTED  # only then others see it
    world.submission_b.save()
    url = reverse("events:entry_new", args=[world.plan.pk])
    coordinator = client_of(Who.COORDINATOR)
    coordinator.post(url, typed(world, department=world.department_b.pk))
    theirs = saved(world)
    live = editor.post(reverse("events:entry_new_live", args=[world.plan.pk]), typed(world))
    assert [one.event for one in live.context["similar"]] == [theirs.event]
    editor.post(url, typed(world, title="Ярмарка ремесел мастеров", event=theirs.event_id))
    assert Entry.objects.filter(event=theirs.event_id).count() == 2
    assert Event.objects.count() == 4


def reported_fair(world: World, client_of: Callable) -> Entry:
    """Department B has reported the fair in full."""
    client_of(Who.EDITOR_B).post(new(world), typed(world, department=world.department_b.pk, mode="hybrid"))
    Submission.objects.filter(pk=world.submission_b.pk).update(state=Submission.State.ACCEPTED)
    entry = saved(world)
    govern([entry.event])
    return entry


def test_values_of_the_other_row_are_offered_and_taken_over(
    world: World, editor: Client, client_of: Callable
) -> None:
    fair = reported_fair(world, client_of)
    sparse = {"department": world.department_a.pk, "title": "Ярмарка ремесел", "dates": "26.02.2031"}
    chosen = {**sparse, "event": fair.event_id, "then": "look"}
    assert editor.post(new(world), sparse | {"then": "look"}).context["offer"] is None  # none is chosen
    offer = editor.post(new(world), chosen).context["offer"]
    values = {one.name: one.text for one in offer.values}
    assert offer.source == fair
    assert values.keys() == {"dates", "partners", "place", "mode", "participants", "content"}
    assert (values["dates"], values["partners"]) == ("26-28 февраля 2031 года", "Брянская область")

    one = editor.post(new(world), chosen | {"take": "content"})
    assert one.context["form"]["content"].value() == "Продажа изделий."
    assert one.context["form"]["dates"].value() == "26.02.2031"
    assert not Entry.objects.filter(department=world.department_a, cells__title="Ярмарка ремесел").exists()
    everything = editor.post(new(world), chosen | {"take": "all"})
    form = everything.context["form"]
    assert everything.context["offer"] is None
    taken = {
        name: form[name].value()
        for name in (*sparse, "partners", "place", "mode", "participants", "content", "event")
    }
    editor.post(new(world), taken)
    entry = Entry.objects.get(department=world.department_a, cells__title="Ярмарка ремесел")
    assert entry.cells == fair.cells
    assert entry.event == fair.event


def test_nothing_of_a_row_the_writer_may_not_see_is_taken_over(
    world: World, editor: Client, client_of: Callable
) -> None:
    fair = reported_fair(world, client_of)
    Submission.objects.filter(pk=world.submission_b.pk).update(state=Submission.State.ASKED)
    sparse = {"department": world.department_a.pk, "title": "Ярмарка ремесел", "event": fair.event_id}
    shown = editor.post(new(world), sparse | {"take": "all"})
    assert shown.context["offer"] is None
    assert "Продажа изделий" not in shown.content.decode()


def test_row_is_counted_apart_again(world: World, editor: Client) -> None:
    editor.post(new(world), typed(world, event=world.entry_a.event_id))
    entry = saved(world)
    assert entry.event_id == world.entry_a.event_id
    url = reverse("events:entry_edit", args=[entry.pk])
    assert b'name="apart"' in editor.get(url).content
    editor.post(url, typed(world, version=version_of(entry), apart="on"))
    entry.refresh_from_db()
    assert entry.event_id != world.entry_a.event_id
    assert (entry.event.title, entry.event.start) == ("Ярмарка ремесел", date(2031, 2, 26))
    assert Event.objects.get(pk=world.entry_a.event_id).title == "Ярмарка"


def test_unfinished_row_of_another_department_is_not_offered(
    world: World, editor: Client, client_of: Callable
) -> None:
    client_of(Who.EDITOR_B).post(new(world), typed(world, department=world.department_b.pk))
    theirs = saved(world)
    live = editor.post(reverse("events:entry_new_live", args=[world.plan.pk]), typed(world))
    assert live.context["similar"] == []
    response = editor.post(new(world), typed(world, event=theirs.event_id))
    assert "event" in response.context["form"].errors


def test_agreements_of_the_chosen_partners_are_offered(world: World, editor: Client) -> None:
    AgreementParty.objects.create(agreement=world.agreement, partner=Partner.objects.get(code="ru-32"))
    Agreement.objects.create(title="Другое соглашение")
    live = editor.post(reverse("events:entry_new_live", args=[world.plan.pk]), typed(world))
    assert live.context["preview"].offered_agreements == [world.agreement]
    assert b'id="id_agreement"' in live.content


# --- who is a partner


def international(world: World) -> Report:
    report = Report.objects.create(
        kind=Kind.INTERNATIONAL_REPORT,
        period_code="2031-Q1",
        basis="sphere",
        title="Пробный отчет",
        headings=[[heading, role.value] for heading, role in HEADINGS[Kind.INTERNATIONAL_REPORT]],
    )
    Submission.objects.create(report=report, department=world.department_a)
    return report


def partners_of(entry: Entry) -> set[str]:
    return set(entry.partner_links.exclude(role="mentioned").values_list("partner__code", flat=True))


def test_partners_are_printed_in_the_order_they_were_chosen(world: World, editor: Client) -> None:
    editor.post(new(world), typed(world, partners=["ru-40", "ru-32"]))
    entry = saved(world)
    assert entry.cells["partner"] == "Калужская область,\nБрянская область"
    preview = editor.get(reverse("events:entry_edit", args=[entry.pk])).context["preview"]
    assert preview.texts["partner"] == entry.cells["partner"]


def test_partner_named_by_a_cell_is_left_out_as_long_as_the_cell_stays(world: World, editor: Client) -> None:
    report = international(world)
    told = typed(world, partners=[], place="г. Витебск", sphere=Sphere.objects.first().pk)
    live = editor.post(reverse("events:entry_new_live", args=[report.pk]), told)
    named = [one.code for one in live.context["preview"].named_partners]
    assert len(named) == 1
    address = reverse("events:entry_new", args=[report.pk])
    editor.post(address, {**told, "named": named})
    entry = saved(world)
    assert partners_of(entry) == set()
    url = reverse("events:entry_edit", args=[entry.pk])
    preview = editor.get(url).context["preview"]
    assert ([one.code for one in preview.named_partners], preview.left_out) == (named, set(named))
    editor.post(url, {**told, "named": named, "title": "Ярмарка", "version": version_of(entry)})
    entry.refresh_from_db()
    assert (entry.cells["title"], partners_of(entry)) == ("Ярмарка", set())
    other = {**told, "place": "г. Витебск, дом культуры", "version": version_of(entry)}
    editor.post(url, other)
    entry.refresh_from_db()
    assert "by" in partners_of(entry)


def test_correction_of_a_partner_falls_away_with_its_cell(world: World, editor: Client) -> None:
    report = international(world)
    told = typed(world, partners=[], place="г. Витебск", sphere=Sphere.objects.first().pk)
    live = editor.post(reverse("events:entry_new_live", args=[report.pk]), told)
    named = [one.code for one in live.context["preview"].named_partners]
    editor.post(reverse("events:entry_new", args=[report.pk]), {**told, "named": named})
    entry = saved(world)
    reword(entry, Role.CONTENT, "Показ изделий.", by_department=True)
    assert partners_of(entry) == set()
    reword(entry, Role.PLACE, "г. Витебск, площадь", by_department=True)
    assert "by" in partners_of(entry)


def test_partners_are_said_in_words_where_there_is_no_list(world: World, editor: Client) -> None:
    looked = typed(world, partners=[], partners_text="с Калужской областью, РБ", then="look")
    page = editor.post(new(world), looked)
    assert page.context["preview"].texts["partner"] == "Калужская область,\nРеспублика Беларусь"
    assert Entry.objects.count() == 3


def test_unknown_name_stays_as_text_and_is_a_remark_until_answered(world: World, editor: Client) -> None:
    told = typed(world, partners=["ru-32"], partners_text="Тмутаракань")
    editor.post(new(world), told)
    entry = saved(world)
    assert entry.cells["partner"] == "Брянская область,\nТмутаракань"
    assert [finding.found for finding in entry.findings.filter(role="partner")] == ["Тмутаракань"]
    edit = reverse("events:entry_edit", args=[entry.pk])
    form = editor.get(edit).context["form"]
    assert (form["partners"].value(), form["partners_text"].value()) == (["ru-32"], "Тмутаракань")
    answer = {**told, "as_written": ["Тмутаракань"], "version": version_of(entry)}
    editor.post(edit, answer)
    assert list(entry.findings.filter(role="partner")) == []
    assert editor.get(edit).context["form"]["as_written"].value() == ["Тмутаракань"]
    # The answer was about this name: another one is asked about anew.
    reword(Entry.objects.get(pk=entry.pk), Role.PARTNER, "Брянская область,\nЛукоморье", by_department=True)
    assert [finding.found for finding in entry.findings.filter(role="partner")] == ["Лукоморье"]


def test_answer_taken_back_is_a_remark_again(world: World, editor: Client) -> None:
    told = typed(world, partners=[], partners_text="Тмутаракань", as_written=["Тмутаракань", "\0"])
    editor.post(new(world), told)
    entry = saved(world)
    assert list(entry.findings.filter(role="partner")) == []
    answer = {**told, "as_written": [], "version": version_of(entry)}
    editor.post(reverse("events:entry_edit", args=[entry.pk]), answer)
    assert [finding.found for finding in entry.findings.filter(role="partner")] == ["Тмутаракань"]


def test_unknown_name_is_refused_where_no_column_prints_it(world: World, editor: Client) -> None:
    report = international(world)
    refused = editor.post(
        reverse("events:entry_new", args=[report.pk]),
        typed(world, partners=[], partners_text="Тмутаракань", sphere=Sphere.objects.first().pk),
    )
    assert set(refused.context["form"].errors) == {"partners_text"}


def test_row_without_a_partner_says_so_before_it_is_saved(world: World, editor: Client) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    lacks = {
        text: editor.post(live, typed(world, partners=[], partners_text=text))
        .context["preview"]
        .lacks_partner
        for text in ("", "все субъекты", "Тмутаракань")
    }
    assert lacks == {"": True, "все субъекты": False, "Тмутаракань": False}


def test_suggestion_mends_field_and_cell_together(world: World, editor: Client) -> None:
    address = reverse("events:entry_new", args=[international(world).pk])
    told = typed(world, place="г. Калугаа", partners=[], sphere=Sphere.objects.first().pk)
    [remark] = editor.post(address, {**told, "then": "look"}).context["remarks"]["place"]
    assert [cure.label for cure in remark.cures] == ["Калуга"]
    page = editor.post(address, {**told, "cure": "place|г. Калугаа|Калуга"})
    mended = (page.context["form"]["place"].value(), page.context["preview"].texts["place"])
    assert mended == ("г. Калуга", "г. Калуга")
    assert page.context["remarks"]["place"] == []
    assert Entry.objects.count() == 3


def test_suggestion_mends_a_cell_of_ones_own_wording(world: World, editor: Client) -> None:
    own = typed(world, partners=[], own_partner="on", cell_partner="Калужскоя область")
    page = editor.post(new(world), {**own, "cure": "partner|Калужскоя область|Калужская область"})
    assert page.context["form"]["cell_partner"].value() == "Калужская область"
    assert [partner.code for partner in page.context["preview"].all_partners] == ["ru-40"]
    for hostile in (*HOSTILE, "partner|Калужскоя область|Тула", "||", "nowhere|a|b"):
        assert editor.post(new(world), {**own, "cure": hostile}).status_code == 200


# --- drafts


def test_draft_is_kept_and_restored(world: World, editor: Client, client_of: Callable) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    own = {"own_place": "on", "cell_place": "Свои слова", "draft": "one"}
    editor.post(live, typed(world, title="Ярмарка рем", **own))
    kept = editor.post(live, typed(world, title="Ярмарка ремес", **own))
    assert EntryDraft.objects.count() == 1
    address = kept["HX-Replace-Url"]
    assert address == f"{new(world)}?draft=one"
    editor.logout()
    back = client_of(Who.EDITOR_A)
    page = back.get(address).context
    assert page["form"]["title"].value() == "Ярмарка ремес"
    assert page["preview"].texts["place"] == "Свои слова"
    assert [partner.code for partner in page["preview"].chosen_partners] == ["ru-32"]
    assert f'href="{address}"' in back.get("/").content.decode()
    assert client_of(Who.COORDINATOR).get(address).context["form"]["title"].value() is None


def test_several_unfinished_events_stand_side_by_side(world: World, editor: Client) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    for key, title in (("one", "Ярмарка"), ("two", "Форум")):
        editor.post(live, typed(world, title=title, draft=key))
    page = editor.get(new(world))
    assert page.context["form"]["title"].value() is None
    assert {draft.title for draft in page.context["unfinished"]} == {"Ярмарка", "Форум"}
    assert {draft.title for draft in editor.get("/").context["drafts"]} == {"Ярмарка", "Форум"}
    editor.post(new(world), typed(world, title="Ярмарка ремесел", draft="one"))
    assert [draft.title for draft in EntryDraft.objects.all()] == ["Форум"]


def test_form_in_which_nothing_was_said_leaves_no_draft(world: World, editor: Client) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    blank = dict.fromkeys(typed(world), "") | {"department": world.department_a.pk, "draft": "one"}
    assert "HX-Replace-Url" not in editor.post(live, blank)
    editor.post(live, {**blank, "title": "Ярмарка"})
    editor.post(live, blank)
    assert EntryDraft.objects.count() == 0


def test_row_refused_for_an_error_is_kept_as_a_draft(world: World, editor: Client) -> None:
    page = editor.post(new(world), typed(world, title="", draft="one"))
    assert page.context["key"] == "one"
    assert EntryDraft.objects.get().data["place"] == ["г. Брянск"]


def test_saving_and_discarding_end_a_draft(world: World, editor: Client) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    editor.post(live, typed(world, draft="one"))
    editor.post(new(world), typed(world, draft="one"))
    assert EntryDraft.objects.count() == 0
    editor.post(live, typed(world, draft="two"))
    editor.post(reverse("events:entry_new_discard", args=[world.plan.pk]), {"draft": "two"})
    assert EntryDraft.objects.count() == 0


def test_draft_of_a_document_that_was_closed_is_told_without_a_link(world: World, editor: Client) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    editor.post(live, typed(world, draft="one"))
    editor.post(reverse("events:my_part_hand_in", args=[world.submission_a.pk]))
    page = editor.get("/").content.decode()
    assert "Ярмарка ремесел" in page
    assert f"{new(world)}?draft=one" not in page


def test_session_that_ended_leads_back_to_the_form(world: World, editor: Client) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    editor.post(live, typed(world))
    editor.logout()
    assert editor.post(live, typed(world), headers={"HX-Request": "true"}).status_code == 401
    assert editor.get(new(world))["Location"] == f"/sign-in/?next={new(world)}"


# --- two people on one row


def changed_meanwhile(world: World, editor: Client, client_of: Callable) -> tuple[Entry, dict[str, object]]:
    editor.post(new(world), typed(world))
    entry = saved(world)
    mine = typed(world, version=version_of(entry), title="Ярмарка народных ремесел")
    theirs = typed(world, version=version_of(entry), place="г. Клинцы")
    url = reverse("events:entry_edit", args=[entry.pk])
    assert client_of(Who.COORDINATOR).post(url, theirs).status_code == 302
    return entry, mine


def test_second_one_sees_both_versions_and_overwrites_nothing(
    world: World, editor: Client, client_of: Callable
) -> None:
    entry, mine = changed_meanwhile(world, editor, client_of)
    response = editor.post(reverse("events:entry_edit", args=[entry.pk]), mine)
    rows = {one.name: (one.mine, one.theirs) for one in response.context["conflict"]}
    assert rows == {
        "title": ("Ярмарка народных ремесел", "Ярмарка ремесел"),
        "place": ("г. Брянск", "г. Клинцы"),
    }
    entry.refresh_from_db()
    assert (entry.cells["title"], entry.cells["place"]) == ("Ярмарка ремесел", "г. Клинцы")


def test_choice_by_field_is_saved(world: World, editor: Client, client_of: Callable) -> None:
    entry, mine = changed_meanwhile(world, editor, client_of)
    url = reverse("events:entry_edit", args=[entry.pk])
    version = editor.post(url, mine).context["form"]["version"].value()
    choice = {"version": version, "choose_title": "mine", "choose_place": "theirs"}
    assert editor.post(url, {**mine, **choice}).status_code == 302
    entry.refresh_from_db()
    assert (entry.cells["title"], entry.cells["place"]) == ("Ярмарка народных ремесел", "г. Клинцы")


def test_wording_of_the_department_stays_beside_the_coordinators(
    world: World, editor: Client, client_of: Callable
) -> None:
    entry, _mine = changed_meanwhile(world, editor, client_of)
    entry.refresh_from_db()
    assert entry.body_cells == {"place": "г. Брянск"}


# --- files


def test_file_is_kept_and_handed_out_as_a_download(world: World, editor: Client) -> None:
    file = SimpleUploadedFile("Письмо № 5.html", b"<script>alert(1)</script>", "text/html")
    editor.post(new(world), typed(world, files=[file]))
    kept = Attachment.objects.get()
    assert (kept.name, kept.size, len(kept.sha256)) == ("Письмо № 5.html", 25, 64)
    answer = editor.get(reverse("events:attachment", args=[kept.pk]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == b"<script>alert(1)</script>"


# --- hostile


NAMES = (
    "department", "sphere", "title", "activity", "direction", "dates", "start", "end", "agreement", "place",
    "mode", "participants", "participants_count", "content", "event", "version", "partners", "cell_title",
    "own_title", "choose_title", "offered_for", "signed", "named", "counted", "draft", "partners_text",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_get_an_answer(world: World, editor: Client, value: str) -> None:
    live = reverse("events:entry_new_live", args=[world.plan.pk])
    for name in NAMES:
        assert editor.post(live, typed(world, **{name: value})).status_code == 200, name
    for url in (new(world), reverse("events:entry_edit", args=[world.entry_a.pk])):
        assert editor.post(url, dict.fromkeys(NAMES, value)).status_code == 200
        assert editor.post(url, typed(world, version=value, choose_title=value)).status_code in (200, 302)
        assert editor.get(url, {"copy": value, "department": value}).status_code == 200


def test_form_costs_the_same_beside_many_rows(
    world: World, editor: Client, django_assert_max_num_queries: Callable
) -> None:
    url = reverse("events:entry_new", args=[world.plan.pk])
    editor.get(url)
    with django_assert_max_num_queries(30):
        editor.get(url)
    with django_assert_max_num_queries(40):
        editor.post(reverse("events:entry_new_live", args=[world.plan.pk]), typed(world))
