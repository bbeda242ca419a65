"""The files an administrator installs by are sound, as far as that is told without installing."""

import json
import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from coopregistry.uploads import MAX_UPLOAD_BYTES

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
SCRIPTS = [*(PACKAGING / name for name in ("common.sh", "install", "upgrade", "registry", "offline"))]
SCRIPTS.append(PACKAGING / "compose" / "roles.sh")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_read_by_the_shell(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)
    if shutil.which("shellcheck"):
        subprocess.run(["shellcheck", "-x", script], check=True, cwd=ROOT)


def unit(name: str) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(PACKAGING / "systemd" / name, encoding="utf-8")
    return parser


def test_units_start_what_there_is_and_have_limits() -> None:
    commands = {path.stem for path in ROOT.glob("*/management/commands/*.py")} | {"check"}
    for path in (PACKAGING / "systemd").glob("*.service"):
        service = unit(path.name)["Service"]
        assert {"MemoryMax", "User", "ProtectSystem", "NoNewPrivileges", "TimeoutStartSec"} <= set(service)
        named = re.findall(r"manage\.py (\w+)", " ".join(service.values()))
        assert set(named) <= commands
    for path in (PACKAGING / "systemd").glob("*.timer"):
        assert path.with_suffix(".service").exists()
        assert unit(path.name)["Timer"]["Persistent"] == "yes"


def test_the_web_server_lets_through_what_the_registry_takes_and_answers_what_it_does_not() -> None:
    for name in ("nginx/registry.conf", "compose/nginx.conf"):
        conf = (PACKAGING / name).read_text(encoding="utf-8")
        (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", conf)
        assert int(megabytes) * 1024 * 1024 == MAX_UPLOAD_BYTES + 1024 * 1024
        pages = set(re.findall(r"error_page [\d ]+/(\S+);", conf))
        assert pages == {"413.html", "413.json", "502.html", "502.json"}
    for page in pages:
        text = (PACKAGING / "nginx" / page).read_text(encoding="utf-8")
        assert (
            f"{MAX_UPLOAD_BYTES // 1024 // 1024} МБ" in text if page.startswith("413") else "минуту" in text
        )
        if page.endswith("json"):
            assert json.loads(text)["status"] == int(page[:3])


def test_both_sites_of_the_web_server_differ_in_where_the_registry_is_alone() -> None:
    own, inside = (
        (PACKAGING / name).read_text(encoding="utf-8").splitlines()[1:]
        for name in ("nginx/registry.conf", "compose/nginx.conf")
    )
    differing = [pair for pair in zip(own, inside, strict=True) if pair[0] != pair[1]]
    assert all(re.search(r"@HOST@|web\.sock|registry-proxy\.conf", line) for line, _other in differing)


def test_compose_names_its_services_and_settings() -> None:
    compose = yaml.safe_load((PACKAGING / "compose" / "compose.yaml").read_text(encoding="utf-8"))
    assert set(compose["services"]) == {"database", "migrate", "web", "worker", "nightly", "nginx"}
    asked = set(re.findall(r"\$\{([A-Z_]+):\?\}", (PACKAGING / "compose" / "compose.yaml").read_text()))
    example = (PACKAGING / "compose" / "env.example").read_text(encoding="utf-8")
    assert asked <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert all("mem_limit" in one for name, one in compose["services"].items() if name != "migrate")


def test_settings_are_changed_in_place_and_read_without_their_quotes(tmp_path: Path) -> None:
    script = f"""
        . {PACKAGING}/common.sh
        printf '# kept\\nA=1\\nB="two words"\\n' > {tmp_path}/env
        set_setting {tmp_path}/env A '2|&/x'
        set_setting {tmp_path}/env C 3
        cat {tmp_path}/env
        setting {tmp_path}/env A
        runuser() {{ shift 3; "$@"; }}
        SITE_ENV={tmp_path}/env with_settings sh -c 'echo "$B"'
    """
    done = subprocess.run(["bash", "-euc", script], check=True, capture_output=True, text=True)
    assert done.stdout == '# kept\nA=2|&/x\nB="two words"\nC=3\n2|&/x\ntwo words\n'
