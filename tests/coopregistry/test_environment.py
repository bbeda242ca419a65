"""Settings out of the environment are read, or told in words by the checks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coopregistry.environment import Environment

ROOT = Path(__file__).parents[2]


def test_what_is_read_and_what_is_told() -> None:
    env = Environment(
        {"PORT": "25", "ZONE": "Asia/Omsk", "OFF": "0", "EMPTY": "", "BAD_PORT": "x", "BAD_ZONE": "Mars/Base"}
        | {"BAD_SWITCH": "true", "BAD_URL": "oracle://x", "NET": "10.1.0.0/16, 127.0.0.1", "BAD_NET": "10.1"}
        | {"URL": "postgres://a:b@c:5432/d"}
    )
    assert env.whole("PORT", 1) == 25
    assert env.whole("EMPTY", 7) == env.whole("BAD_PORT", 7, least=1, most=9) == 7
    assert (env.time_zone("ZONE", "UTC"), env.time_zone("BAD_ZONE", "UTC")) == ("Asia/Omsk", "UTC")
    assert (env.switch("OFF", default=True), env.switch("BAD_SWITCH", default=True)) == (False, True)
    assert [str(one) for one in env.networks("NET")] == ["10.1.0.0/16", "127.0.0.1/32"]
    assert (env.networks("BAD_NET"), env.database("BAD_URL")) == ([], {})
    assert env.database("URL")["NAME"] == "d"
    assert list(env.misread) == ["BAD_PORT", "BAD_ZONE", "BAD_SWITCH", "BAD_NET", "BAD_URL"]


@pytest.mark.one_database
def test_every_wrong_setting_is_told_at_once_and_no_value_is_shown() -> None:
    wrong = {
        **{
            "SECRET_KEY": "k" * 60,
            "EMAIL_PORT": "smtp",
            "DATABASE_URL": "oracle://user:secret@host/name",
            "HOME_SUBJECT": "",
        },
        **{"TRUSTED_PROXIES": "nginx", "LOG_LEVEL": "LOUD"},
    }
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | wrong, capture_output=True, text=True)
    assert done.returncode == 1
    for name in ("EMAIL_PORT", "DATABASE_URL", "TRUSTED_PROXIES", "LOG_LEVEL", "HOME_SUBJECT"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.one_database
@pytest.mark.parametrize(("replica", "databases"), [("", 1), ("postgres://reader@host/name", 2)])
def test_only_a_replica_that_is_named_is_read_from(replica: str, databases: int) -> None:
    given = {"DATABASE_URL": "postgres://site@host/name", "DATABASE_REPLICA_URL": replica}
    command = [sys.executable, "-c", "from coopregistry.settings import DATABASES; print(len(DATABASES))"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == (str(databases), "")
