"""Everybody of the small registry, signed in once."""

import pytest

from tests.permissions.roles import World
from tests.permissions.visitors import Sessions, sign_all_in


@pytest.fixture(scope="module")
def sessions(standing_world: World) -> Sessions:
    return sign_all_in(standing_world)
