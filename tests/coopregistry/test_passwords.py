"""One-time passwords."""

import re

from django.contrib.auth.password_validation import validate_password

from coopregistry.passwords import password_for_one_use


def test_a_password_is_three_groups_without_look_alikes():
    assert re.fullmatch(
        r"(?:[a-km-np-zA-HJ-NP-Z2-9]{5}-){2}[a-km-np-zA-HJ-NP-Z2-9]{5}", password_for_one_use()
    )


def test_a_password_passes_the_validators():
    validate_password(password_for_one_use())


def test_passwords_differ():
    assert len({password_for_one_use() for _attempt in range(100)}) == 100
