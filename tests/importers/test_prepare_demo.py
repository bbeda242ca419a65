"""The demo: samples, open requests and a user of each role, made once and never in production."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from coopregistry.models import User
from events.models import Report, Submission
from importers.models import ImportRun

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"


def prepare() -> str:
    out = StringIO()
    call_command("prepare_demo", SAMPLES, stdout=out)
    return out.getvalue()


def test_demo_brings_in_the_samples_and_makes_users_with_passwords() -> None:
    said = prepare()
    assert Report.objects.filter(submissions=None).count() == len(list(SAMPLES.iterdir()))
    assert {run.status for run in ImportRun.objects.all()} == {"imported"}
    passwords = dict(line.split() for line in said.splitlines() if line.startswith("  demo-"))
    assert sorted(passwords) == ["demo-administrator", "demo-coordinator", "demo-editor", "demo-viewer"]
    editor = User.objects.get(username="demo-editor")
    assert editor.check_password(passwords["demo-editor"])
    assert editor.memberships.count() == 1


def test_demo_gives_the_editor_something_to_hand_in_and_only_the_administrator_the_admin() -> None:
    prepare()
    department = User.objects.get(username="demo-editor").memberships.get().department
    asked = Submission.objects.filter(department=department, state=Submission.State.ASKED)
    assert sorted(asked.values_list("report__kind", flat=True)) == [
        "interregional_plan",
        "interregional_report",
    ]
    assert list(User.objects.filter(is_staff=True).values_list("username", flat=True)) == [
        "demo-administrator"
    ]


def test_demo_is_made_once() -> None:
    prepare()
    before = (ImportRun.objects.count(), User.objects.count())
    assert prepare() == ""
    assert (ImportRun.objects.count(), User.objects.count()) == before


def test_demo_is_refused_in_production(settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="SECRET_KEY"):
        prepare()
    assert not User.objects.exists()
