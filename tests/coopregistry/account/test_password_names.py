"""Passwords a stranger would try first are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test.utils import override_settings
from django.utils.translation import override

from agreements.models import Department, Membership
from coopregistry.models import User

pytestmark = pytest.mark.django_db

GOOD = "лось трамвай кефир подкова"


@pytest.fixture
def user() -> User:
    user = User.objects.create_user(
        "ryabinina.o",
        last_name="Рябинина",
        first_name="Ольга",
        middle_name="Щукинична",
        email="olrya@example.org",
    )
    office = Department.objects.create(
        name="Министерство пробирного надзора Смоленской области", short_name="Минпроб"
    )
    Membership.objects.create(user=user, department=office)
    return user


def codes(password: str, user: User | None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return [error.code for error in refused.error_list if error.code == "password_has_a_name"]
    return []


@pytest.mark.parametrize(
    "password",
    [
        "Рябинина-1984-лето",
        "ryabinin@-otdel-77",
        "hz,byby-otdel-77",  # «рябинин» with the Latin layout
        "moia-olga-2031!",
        "shchukinichna-99",
        "schukinichna-99",
        "olrya-olrya-olrya",
        "Smolensk-2031-goda",
        "cvjktycr2031goda",  # «смоленск2031года»
        "лучший пробирный стол",
        "minprob-minprob-3",
    ],
)
def test_a_password_with_a_name_is_refused(user: User, password: str) -> None:
    assert codes(password, user) == ["password_has_a_name"]


@pytest.mark.parametrize(
    "password", [GOOD, "министерство чудес 2031", "область знаний и чаяний", "надежный сейф под лестницей"]
)
def test_other_passwords_are_taken(user: User, password: str) -> None:
    assert codes(password, user) == []


def test_without_a_user_the_region_is_still_known() -> None:
    assert codes("Smolensk-2031-goda", None) == ["password_has_a_name"]


@override_settings(HOME_SUBJECT="ru-60")
def test_another_region_has_its_own_name() -> None:
    assert codes("Smolensk-2031-goda", None) == []
    assert codes("Pskovskaya-zima-7", None) == ["password_has_a_name"]


def test_the_refusal_says_what_to_do(user: User) -> None:
    with override("en"), pytest.raises(ValidationError, match="Take three or four words"):
        validate_password("Рябинина-1984-лето", user)
