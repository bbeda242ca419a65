"""The preview beside the fields: printed cells, recognised values, partners, agreements."""

import pytest
from django.http import QueryDict

from agreements.models import Agreement, AgreementParty, Partner
from events.access import Access
from events.entries.form import EntryForm
from events.entries.initial import initial_of
from events.entries.preview import EntryPreview, is_key
from events.vocabulary import Role
from tests.permissions.roles import Who, World


def preview(world: World, query: str | None = None, **initial: object) -> EntryPreview:
    access = Access.of(world.users[Who.EDITOR_A])
    data = QueryDict(query) if query is not None else None
    return EntryPreview(EntryForm(data, initial=initial, report=world.plan, access=access))


def codes(preview: EntryPreview) -> list[str]:
    return [partner.code for partner in preview.chosen_partners]


def test_a_blank_form_previews_empty_cells(world: World) -> None:
    blank = preview(world, department=world.department_a.pk)
    assert set(blank.texts.values()) == {""}
    assert (blank.dates, blank.all_partners, blank.offered_agreements) == (None, [], [])


def test_a_form_shown_first_previews_what_it_would_say_posted(world: World) -> None:
    shown = preview(world, **initial_of(world.entry_a))
    assert {role: text for role, text in shown.texts.items() if text} == world.entry_a.cells


def test_what_is_valid_so_far_is_previewed_beside_an_error(world: World) -> None:
    so_far = preview(world, "title=Ярмарка&dates=12.02.2031&participants_count=много")
    assert "participants_count" in so_far.form.errors
    assert (so_far.texts[Role.TITLE], so_far.texts[Role.DATES]) == ("Ярмарка", "12 февраля 2031 года")
    assert so_far.texts[Role.PARTICIPANTS] == ""


def test_partners_stay_chosen_where_one_of_them_is_refused(world: World) -> None:
    assert codes(preview(world, "partners=ru-40&partners=nobody&partners=ru-32")) == ["ru-40", "ru-32"]
    assert codes(preview(world, "partners=ru-40&partners=ru-32&partners=ru-40")) == ["ru-40", "ru-32"]


def test_cells_grow_with_their_text_up_to_twelve_lines(world: World) -> None:
    query = QueryDict(mutable=True)
    query["content"], query["title"] = "\n".join(map(str, range(20))), "а\nб\nв\nг"
    rows = {cell.field.name: cell.rows for cell in preview(world, query.urlencode()).cells()}
    assert (rows["cell_content"], rows["cell_title"], rows["cell_dates"]) == (12, 4, 2)


def test_a_cell_worded_by_hand_is_shown_as_such(world: World) -> None:
    cells = {
        cell.field.name: (cell.is_own, cell.text)
        for cell in preview(world, "title=Ярмарка&own_place=on&cell_place=Площадь&cell_title=Нет").cells()
    }
    assert (cells["cell_place"], cells["cell_title"]) == ((True, "Площадь"), (False, "Ярмарка"))


@pytest.mark.parametrize(
    ("dates", "is_outside"), [("1.07.2031", True), ("30.06.2031", False), ("12.12.2030", True), ("", False)]
)
def test_dates_outside_of_the_period_are_told(world: World, dates: str, is_outside: bool) -> None:
    assert preview(world, f"dates={dates}").is_outside_period == is_outside


def test_named_partners_are_those_the_cells_name_beside_the_chosen(world: World) -> None:
    by_hand = "own_partner=on&cell_partner=Брянская+и+Калужская+области"
    named = preview(world, f"partners=ru-40&{by_hand}")
    assert [partner.code for partner in named.named_partners] == ["ru-32"]
    assert [partner.code for partner in named.all_partners] == ["ru-40", "ru-32"]
    unticked = preview(world, f"partners=ru-40&{by_hand}&named=ru-32")
    assert [partner.code for partner in unticked.all_partners] == ["ru-40"]


def test_a_place_without_a_record_is_named_and_chosen_like_any_other(world: World) -> None:
    by_hand = "own_partner=on&cell_partner=префектура+Тоттори"
    named = preview(world, f"partners=jp-akita&{by_hand}")
    assert [partner.code for partner in named.all_partners] == ["jp-akita", "jp-tottori"]
    assert named.offered_agreements == []
    assert not Partner.objects.filter(code__in=("jp-akita", "jp-tottori")).exists()


def test_agreements_of_the_partners_and_the_chosen_one_are_offered(world: World) -> None:
    theirs = Agreement.objects.create(title="Соглашение с областью")
    AgreementParty.objects.create(agreement=theirs, partner=world.partner)
    assert preview(world, "partners=ru-32").offered_agreements == [theirs]
    both = preview(world, f"partners=ru-32&agreement={world.agreement.pk}").offered_agreements
    assert set(both) == {theirs, world.agreement}


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12, True), ("12", True), ("", False), (None, False), ("-1", False), ("²", False), ("1" * 18, False)],
)
def test_only_digits_a_database_can_hold_are_a_key(value: object, expected: bool) -> None:
    assert is_key(value) == expected
