"""Work shared out among processes: results in order, errors as they are, and nobody left behind."""

import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coopregistry.cores import on_all_cores, one_by_one

SLEEPING = """
import os, time
from coopregistry.cores import on_all_cores
if __name__ == "__main__":
    os.sched_getaffinity = lambda _pid: {0, 1}
    print(os.getpid(), flush=True)
    list(on_all_cores([(time.sleep, (600,))] * 2))
"""


def children_of(pid: int) -> set[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(one) for one in listed}


def is_there(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_until(is_so) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about within a minute")


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})


@pytest.mark.usefixtures("two_cores")
def test_results_come_in_the_order_of_the_tasks():
    tasks = [(math.sqrt, (number,)) for number in range(50)]

    assert list(on_all_cores(tasks)) == list(one_by_one(tasks)) == [math.sqrt(n) for n in range(50)]


@pytest.mark.usefixtures("two_cores")
def test_further_processes_do_the_work():
    processes = set(on_all_cores([(os.getpid, ())] * 20))

    assert os.getpid() not in processes


def test_one_task_is_done_here():
    assert list(on_all_cores([(os.getpid, ())])) == [os.getpid()]


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("count", [1, 4])
def test_an_error_is_raised_as_it_is(count: int):
    with pytest.raises(ValueError, match="math domain error"):
        list(on_all_cores([(math.sqrt, (-1,))] * count))


def test_nobody_is_left_behind_by_a_process_that_is_killed(tmp_path: Path):
    program = tmp_path / "sleeping.py"
    program.write_text(SLEEPING)
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(root)}
    ) as process:
        wait_until(lambda: len(children_of(process.pid)) >= 2)
        workers = children_of(process.pid)
        time.sleep(1)  # they have begun to wait for it
        process.send_signal(signal.SIGKILL)

    wait_until(lambda: not any(is_there(pid) for pid in workers))
