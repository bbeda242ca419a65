"""The small registry every rule is tried on."""

import pytest

from .roles import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()
