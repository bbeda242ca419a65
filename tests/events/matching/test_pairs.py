"""The matcher on rows annotated by somebody who did not know it."""

from typing import Any

import pytest
from django.db import transaction

from .scenes import Tally, load_scene, scenes, tally

pytestmark = pytest.mark.django_db


@pytest.mark.one_database
def test_sure_pairs_are_right_and_most_pairs_are_found(settings: Any) -> None:
    """Aims: of the pairs linked unasked 0.99 are right, they cover 0.80 of the true ones, with those proposed
    0.95. Read over all: 1.00, 0.849 and 0.981; of the five scenes held out (pairs/README.md) at their first
    run 0.970, 0.811 and 0.959, before their two wrong links were looked at."""
    whole = Tally()
    for name in scenes():
        with transaction.atomic():
            found = tally(load_scene(name, settings))
            transaction.set_rollback(True)
        print(name, found.true, found.sure, found.likely, found.linked, len(found.wrong), len(found.missed))
        whole += found
    print("\n".join(["WRONG", *whole.wrong, "MISSED", *whole.missed]))
    assert 1 - len(whole.wrong) / whole.linked >= 0.99
    assert whole.sure / whole.true >= 0.80
    assert (whole.sure + whole.likely) / whole.true >= 0.95
