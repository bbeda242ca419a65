"""One gazetteer of the reviewed reference data for all tests of names."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(places(), home="ru-67")
