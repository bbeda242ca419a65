"""One gazetteer of the reviewed reference data for all tests of events."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import partners


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(row.place() for row in partners())
