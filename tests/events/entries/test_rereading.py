"""Stored rows read again with the rules of today."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Partner, PartnerAlias
from coopregistry.models import ChangeSet
from coopregistry.undo import undo
from events.entries.recognition import cell_hash
from events.models import Edition, Entry, Event, IssuedFigures, Report
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import CULTURE, dump, plan_row

pytestmark = pytest.mark.django_db

FAIR, SHOW = "Ярмарка народных ремесел", "Выставка садов"


@pytest.fixture(autouse=True)
def plan() -> None:
    rows = [
        plan_row(FAIR, "Тридевятая область"),
        plan_row(SHOW, "Брянская область", "26-28 февраля 2025 года", "г. Брянск"),
    ]
    import_document(Upload(name="план.txt", data=dump([(CULTURE, rows)])))


def entry(title: str) -> Entry:
    return Entry.objects.get(cells__title=title)


def again(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("recognise_again", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def state() -> list[Any]:
    values = Entry.objects.order_by("pk").values_list(
        "pk", "cells", "recognised", "start", "participants_count"
    )
    return [list(values), list(Event.objects.order_by("pk").values_list("pk", "start", "partner_key"))]


def test_nothing_changes_where_the_rules_are_those_of_reading() -> None:
    before = state()
    assert again() == []
    assert state() == before


def test_a_name_learned_since_is_read_and_the_whole_is_undone_at_once() -> None:
    before = state()
    PartnerAlias.learn("Тридевятая область", Partner.objects.get(code="ru-69"))
    assert [row["changes"] for row in again("--dry-run")] == [{"partners": [[], ["Тверская область"]]}]
    assert state() == before
    assert [(row["title"], row["changes"]) for row in again()] == [
        (FAIR, {"partners": [[], ["Тверская область"]]})
    ]
    assert entry(FAIR).event.partner_links.get().partner.code == "ru-69"
    assert entry(FAIR).cells == before[0][0][1]
    assert again() == []
    assert undo(ChangeSet.objects.latest("pk")).refused == ()
    assert state() == before


def test_what_an_older_rule_read_wrong_is_put_right_but_not_what_a_person_said() -> None:
    wrong, corrected = entry(FAIR), entry(SHOW)
    Entry.objects.filter(pk=wrong.pk).update(participants_count=999)
    correction = {"participants_count": {"value": 70, "cell": cell_hash(corrected, "participants_count")}}
    Entry.objects.filter(pk=corrected.pk).update(participants_count=70, corrections=correction)
    assert [(row["title"], row["changes"]) for row in again()] == [
        (FAIR, {"participants_count": [999, None]})
    ]
    assert entry(SHOW).participants_count == 70


def test_one_kind_and_period_alone_is_read() -> None:
    Entry.objects.update(participants_count=999)
    assert again("interregional_report", "2025-H1") == []
    assert len(again("interregional_plan", "2025-H1", "--dry-run")) == 2
    with pytest.raises(CommandError):
        again("interregional_plan", "2025-H9")


def test_approved_texts_editions_and_issued_figures_stay() -> None:
    """What is read may differ, what was printed and handed out may not."""
    report = Report.objects.get()
    report.state = Report.State.APPROVED
    report.save()
    Edition.objects.create(report=report, number=1, rows=2, table={"title": report.title}, sha256="0" * 64)
    IssuedFigures.objects.create(period_code=report.period_code, query="", figures={"events": 2})
    kept = [list(model.objects.order_by("pk").values()) for model in (Report, Edition, IssuedFigures)]
    cells = list(Entry.objects.order_by("pk").values_list("cells", "extra", "number", "order"))
    PartnerAlias.learn("Тридевятая область", Partner.objects.get(code="ru-69"))
    assert [row["title"] for row in again()] == [FAIR]
    assert kept == [list(model.objects.order_by("pk").values()) for model in (Report, Edition, IssuedFigures)]
    assert cells == list(Entry.objects.order_by("pk").values_list("cells", "extra", "number", "order"))
