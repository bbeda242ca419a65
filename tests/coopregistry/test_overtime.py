"""A request that takes too long ends its process, and no other does."""

import signal
import subprocess
import sys
import time

from coopregistry.overtime import Overtime

_SERVES = """
import time
from coopregistry.overtime import Overtime
overtime = Overtime({limit})
overtime.watch()
overtime.begins()
time.sleep({takes})
overtime.ends()
time.sleep(3)
"""


def ended_by(limit: float, takes: float) -> int:
    return subprocess.run([sys.executable, "-c", _SERVES.format(limit=limit, takes=takes)]).returncode


def test_a_request_that_takes_too_long_ends_its_process() -> None:
    assert ended_by(limit=0.2, takes=60) == -signal.SIGTERM


def test_a_process_whose_requests_end_goes_on() -> None:
    assert ended_by(limit=2, takes=0.5) == 0


def test_the_time_of_a_thread_begins_with_each_request() -> None:
    overtime = Overtime(0.2)
    for _request in range(2):
        overtime.begins()
        time.sleep(0.15)
        exceeded = overtime.is_exceeded()
        overtime.ends()
        assert not exceeded
    overtime.begins()
    time.sleep(0.25)
    assert overtime.is_exceeded()
