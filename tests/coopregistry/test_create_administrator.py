"""The first administrator comes from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coopregistry import roles
from coopregistry.models import User
from events.access import Access

pytestmark = pytest.mark.django_db


def created(*arguments: str) -> str:
    said = StringIO()
    call_command("create_administrator", *arguments, stdout=said)
    return said.getvalue()


def test_an_administrator_gets_a_password_for_one_use() -> None:
    said = created("glavny", "--generate")
    user = User.objects.get(username="glavny")
    assert user.check_password(said.split()[-1])
    assert user.password_is_temporary
    assert Access.of(user).administers
    assert [group.name for group in user.groups.all()] == [roles.ADMINISTRATOR]


@pytest.mark.parametrize("name", ["glavny", "с пробелом", "x" * 151])
def test_a_name_that_is_taken_or_no_name_is_refused(name: str) -> None:
    created("glavny", "--generate")
    with pytest.raises(CommandError):
        created(name, "--generate")
    assert User.objects.count() == 1


@pytest.mark.parametrize(("first", "second"), [("12345", "12345"), ("Липа-7-весна", "Липа-8-весна")])
def test_a_weak_or_mistyped_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    typed = iter((first, second))
    module = "coopregistry.management.commands.create_administrator"
    monkeypatch.setattr(f"{module}.getpass", lambda _prompt: next(typed))
    monkeypatch.setattr(f"{module}.sys.stdin.isatty", lambda: True, raising=False)
    with pytest.raises(CommandError):
        created("glavny")
    assert not User.objects.exists()
