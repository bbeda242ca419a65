"""The site's role beside an owner's: PostgreSQL itself refuses to let it rewrite the journal."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from coopregistry.owner import as_owner, may_rewrite
from tests.coopregistry.backup.databases import fill, manage

pytestmark = pytest.mark.django_db(transaction=True)

_ADD = "from coopregistry.models import SignIn; SignIn.objects.create(outcome='refused')"
_LIFT = (
    "from coopregistry.journal import append_only\n"
    "with append_only.lifted(): from coopregistry.models import SignIn; SignIn.objects.all().delete()"
)
_RIGHT = "from coopregistry.owner import may_rewrite; print(may_rewrite())"


@contextmanager
def empty_database() -> Iterator[tuple[str, str]]:
    """The site's address of it, and the owner's."""
    said, name = connection.settings_dict, f"rights_{uuid4().hex[:8]}"
    place = f"{said['HOST']}:{said['PORT']}/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}_owner LOGIN")
        cursor.execute(f"CREATE ROLE {name}_site LOGIN")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 OWNER {name}_owner")
    try:
        yield f"postgres://{name}_site@{place}", f"postgres://{name}_owner@{place}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            cursor.execute(f"DROP ROLE {name}_owner")
            cursor.execute(f"DROP ROLE {name}_site")


def run(site: str, owner: str, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": site, "MIGRATION_DATABASE_URL": owner},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_site_adds_and_the_owner_migrates_and_restores(tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        assert may_rewrite()  # SQLite knows no roles: whoever may write the file may rewrite it
        return
    fill()
    backup = tmp_path / "backup.zip"
    call_command("seal_journal", verbosity=0)
    call_command("backup", backup, verbosity=0)
    with empty_database() as (site, owner):
        run(site, owner, "restore", str(backup))
        assert manage(site, "shell", "-v0", "-c", _RIGHT) == "False\n"
        manage(site, "shell", "-v0", "-c", _ADD)
        manage(site, "seal_journal")
        manage(site, "verify_journal")
        assert "rror" in manage(site, "shell", "-v0", "-c", _LIFT, fails=True)
        for statement in ("UPDATE coopregistry_signin SET username = 'x'", "DELETE FROM coopregistry_change"):
            code = f"from django.db import connection; connection.cursor().execute({statement!r})"
            assert "permission denied" in manage(site, "shell", "-v0", "-c", code, fails=True)
        # An upgrade, by the site's role in vain, by the owner's with its rights kept.
        run(site, owner, "migrate", "coopregistry", "0006")
        assert "coopregistry" in manage(site, "migrate", "-v0", fails=True)
        run(site, owner, "migrate", "-v0")
        assert manage(site, "shell", "-v0", "-c", _RIGHT) == "False\n"


def test_the_owner_is_of_the_same_database() -> None:
    url = {"ENGINE": connection.settings_dict["ENGINE"], "NAME": "another", "USER": "owner"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIGRATION_DATABASE", url)
        with pytest.raises(ImproperlyConfigured), as_owner():
            pass
