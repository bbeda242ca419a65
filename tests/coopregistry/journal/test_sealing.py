"""The chain of seals: every way to tamper with what is sealed is found, and the row is named."""

import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from agreements.models import Department
from coopregistry.history import change_set
from coopregistry.journal import append_only, sealing
from coopregistry.journal.jobs import ask_to_seal
from coopregistry.journal.verification import verify
from coopregistry.models import Change, ChangeSet, Job, Seal, SignIn, User

pytestmark = pytest.mark.django_db


def write(count: int, name: str = "Министерство") -> None:
    for number in range(count):
        SignIn.objects.create(outcome=SignIn.Outcome.SIGNED_IN, username=f"user{number}")
        with change_set(reason=f"Основание {number}"):
            Department.objects.create(name=f"{name} {number} «ёж» \u2028")


@pytest.fixture
def sealed() -> None:
    write(5)
    sealing.seal()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def found() -> dict[str, str]:
    return {one.record: one.what for one in verify()}


def tamper(statement: str, *values: object) -> None:
    """As somebody who owns the database."""
    with append_only.lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def keys(model=SignIn) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def test_all_that_is_written_is_sealed_and_nothing_differs(sealed: None) -> None:
    assert sealing.tail() == sealing.Tail(rows=0, since=None)
    assert sealing.seal() == 0
    assert found() == {}
    write(1, "Ведомство")
    tail = sealing.tail()
    assert tail.rows == 3
    assert tail.since == SignIn.objects.latest("pk").made_at
    assert sealing.seal() == 3
    assert found() == {}
    previous = [sealing.START, *Seal.objects.order_by("number").values_list("hash", flat=True)]
    assert list(Seal.objects.order_by("number").values_list("previous", flat=True)) == previous[:-1]


def test_many_rows_take_several_seals(sealed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_MOST", 2)
    before = sealing.head().number
    SignIn.objects.bulk_create(SignIn(outcome=SignIn.Outcome.REFUSED) for _number in range(5))
    assert sealing.seal() == 5
    assert sealing.head().number == before + 3
    assert found() == {}


def test_of_two_who_seal_at_once_one_goes_on(sealed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Seal.objects.count()
    late = sealing.head()
    SignIn.objects.create(outcome=SignIn.Outcome.REFUSED)
    assert sealing.seal() == 1
    SignIn.objects.create(outcome=SignIn.Outcome.REFUSED)
    monkeypatch.setattr(sealing, "head", lambda: late)
    assert sealing.seal() == 0
    assert Seal.objects.count() == before + 1
    assert found() == {}


def test_a_changed_row_is_named(sealed: None) -> None:
    one, other = keys()[1], Change.objects.latest("pk")
    tamper("UPDATE coopregistry_signin SET username = 'nobody' WHERE id = %s", one)
    tamper("UPDATE coopregistry_change SET record = record + 1 WHERE id = %s", other.pk)
    tamper("UPDATE coopregistry_changeset SET reason = '' WHERE id = %s", other.change_set_id)
    changed = "It was changed after it was sealed."
    assert found() == {
        f"coopregistry.signin {one}": changed,
        f"coopregistry.change {other.pk}": changed,
        f"coopregistry.changeset {other.change_set_id}": changed,
    }


def test_a_deleted_row_is_named(sealed: None) -> None:
    first, *_others, last = keys()
    tamper("DELETE FROM coopregistry_signin WHERE id IN (%s, %s)", first, last)
    assert set(found()) == {f"coopregistry.signin {first}", f"coopregistry.signin {last}"}
    assert set(found().values()) == {"It was deleted after it was sealed."}


def test_exchanged_rows_are_named(sealed: None) -> None:
    one, other = keys()[1:3]
    for was, becomes in ((one, -1), (other, one), (-1, other)):
        tamper("UPDATE coopregistry_signin SET id = %s WHERE id = %s", becomes, was)
    assert found() == {
        f"coopregistry.signin {one}": f"It says what row {other} said: the order was changed.",
        f"coopregistry.signin {other}": f"It says what row {one} said: the order was changed.",
    }


def test_a_row_put_in_between_is_named(sealed: None) -> None:
    first, second = keys()[:2]
    tamper("DELETE FROM coopregistry_signin WHERE id = %s", second)
    tamper(
        "INSERT INTO coopregistry_signin (id, made_at, username, outcome) "
        "SELECT %s, made_at, 'intruder', outcome FROM coopregistry_signin WHERE id = %s",
        first - 1,
        first,
    )
    assert found() == {
        f"coopregistry.signin {second}": "It was deleted after it was sealed.",
        f"coopregistry.signin {first - 1}": "It was put between sealed rows afterwards.",
    }


def test_a_seal_that_was_changed_or_deleted_is_named(sealed: None) -> None:
    second, third = keys(Seal)[1:3]
    before = list(Seal.objects.values())
    tamper("UPDATE coopregistry_seal SET made_at = '2020-01-01 00:00:00+00:00' WHERE number = %s", second)
    assert set(found()) == {f"coopregistry.seal {second}"}
    with append_only.lifted():
        Seal.objects.all().delete()
        Seal.objects.bulk_create(Seal(**one) for one in before if one["number"] != second)
    assert f"coopregistry.seal {third}" in found()


def test_a_cut_end_is_found_by_what_was_kept_elsewhere(sealed: None, tmp_path: Path) -> None:
    """The chain that is left is whole: nothing in the database tells of what is gone."""
    export, kept = tmp_path / "journal.jsonl", sealing.head()
    call_command("export_journal", export, stderr=StringIO())
    last = Seal.objects.filter(journal="changes").latest("number")
    with append_only.lifted():
        Seal.objects.filter(pk=last.pk).delete()
        Change.objects.filter(pk__gte=last.first).delete()
    assert found() == {}
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_journal", head=[(kept.number, kept.hash)], export=[export], stdout=out)
    assert f"coopregistry.seal {kept.number}: The head that was kept is not in the chain." in out.getvalue()
    assert f"coopregistry.change {last.last}: It was deleted since the export." in out.getvalue()


def test_a_rewritten_journal_is_found_by_what_was_kept_elsewhere(sealed: None, tmp_path: Path) -> None:
    export, one = tmp_path / "journal.jsonl", keys()[1]
    call_command("export_journal", export, hashes_only=True, stderr=StringIO())
    assert "user1" not in export.read_text()
    call_command("verify_journal", export=[export], stdout=StringIO())
    tamper("UPDATE coopregistry_signin SET username = 'nobody' WHERE id = %s", one)
    tamper("DELETE FROM coopregistry_seal")
    sealing.seal()
    assert found() == {}
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_journal", export=[export], stdout=out)
    assert f"coopregistry.signin {one}: It was changed since the export." in out.getvalue()


def test_anybody_can_check_an_export_without_the_registry(sealed: None, tmp_path: Path) -> None:
    """By the formula of docs/security.md."""
    export = tmp_path / "journal.jsonl"
    call_command("export_journal", export, stderr=StringIO())
    assert export.stat().st_mode & 0o077 == 0
    rows, previous, seals = [], "0" * 64, 0
    for line in export.read_text().rstrip("\n").split("\n"):
        said = json.loads(line)
        if "seal" not in said:
            text = json.dumps(said["row"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert hashlib.sha256(text.encode()).hexdigest() == said["sha256"]
            rows.append(f"{said['key']} {said['sha256']}")
            continue
        told = [said["previous"], said["seal"], said["format"], said["journal"], said["made_at"], *rows]
        assert said["previous"] == previous
        assert hashlib.sha256("".join(f"{one}\n" for one in told).encode()).hexdigest() == said["hash"]
        rows, previous, seals = [], said["hash"], seals + 1
    assert seals == Seal.objects.count()


def test_a_trigger_that_is_gone_is_named(sealed: None) -> None:
    name, drop = "coopregistry_seal_no_delete", "DROP TRIGGER coopregistry_seal_no_delete"
    if connection.vendor == "postgresql":
        name = "coopregistry_seal_append_only"
        drop = "DROP TRIGGER coopregistry_seal_append_only ON coopregistry_seal"
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert found() == {name: "The trigger that refuses changes is not there."}
    append_only.protect()
    assert found() == {}


def test_the_job_seals_once_for_all_that_waits() -> None:
    User.objects.create_user("probnik")
    write(2)
    ask_to_seal()
    assert sealing.tail().rows == 0
    ask_to_seal()
    assert Job.objects.filter(task="coopregistry.journal.jobs.seal_journal").count() == 1
    write(1, "Ведомство")
    ask_to_seal()
    assert sealing.tail().rows == 0
    assert Job.objects.filter(task="coopregistry.journal.jobs.seal_journal").count() == 1


def test_history_reasons_are_sealed(sealed: None) -> None:
    assert {journal for (journal,) in Seal.objects.values_list("journal")} == {
        "sign-ins",
        "change-sets",
        "changes",
    }
    assert ChangeSet.objects.filter(reason="Основание 4").exists()
