"""The examples for those who run the site name what there is."""

import re

import pytest
import yaml
from django.conf import settings

from tools.children import BASE

VARIABLE = re.compile(r"\b(?:PUENTES_[A-Z0-9_]+|EMAIL_[A-Z_]+|DATABASE_URL|REDIS_URL|SECRET_KEY)\b")
DEPLOY = [*sorted((BASE / "deploy").rglob("*.*")), BASE / "Dockerfile", BASE / "compose.yaml"]
# Read by the tools that start the site, not by its settings.
BY_TOOLS = {"PUENTES_VAR", "PUENTES_TEST_DB"}


def read(*paths: str) -> str:
    return "\n".join((BASE / path).read_text("utf-8") for path in paths)


def asked_for() -> set[str]:
    """Every variable that the settings read."""
    settings = sorted((BASE / "site" / "config").rglob("*.py"))
    return set(VARIABLE.findall("\n".join(path.read_text("utf-8") for path in settings))) | BY_TOOLS


def test_every_variable_of_the_settings_is_explained():
    explained = set(VARIABLE.findall(read("docs/operating.md")))
    # Settings of Django's that are not taken from the environment.
    internal = {"EMAIL_BACKEND", "EMAIL_FILE_PATH", "PUENTES_TEST_DB", "PUENTES_DEMO_SIGN_INS"}

    assert asked_for() - internal - explained == set()


@pytest.mark.parametrize("path", DEPLOY, ids=lambda path: path.name)
def test_an_example_sets_only_variables_that_are_read(path):
    assert set(VARIABLE.findall(path.read_text("utf-8"))) - asked_for() == set()


def test_every_variable_that_is_explained_reaches_the_parts_of_the_composition():
    services = yaml.safe_load(read("compose.yaml"))["services"]
    ours = [services[name] for name in ("prepare", "web", "tasks", "minute")]
    decided = {"PUENTES_VAR", "PUENTES_TRUSTED_PROXIES", "DATABASE_URL", "REDIS_URL"}

    assert [one["env_file"] for one in ours] == [[".env"]] * 4
    # What the composition sets itself wins over the file: either it must, or it passes on what stands there.
    for name, value in ours[0]["environment"].items():
        assert name in decided or str(value).startswith(f"${{{name}:"), name


def test_the_program_that_copies_the_database_is_not_older_than_the_database():
    client = {"bookworm": 15, "trixie": 17}[re.search(r"python:[\d.]+-slim-(\w+)", read("Dockerfile"))[1]]
    server = int(re.search(r"postgres:(\d+)", read("compose.yaml"))[1])

    assert server <= client


def test_the_proxy_takes_the_largest_file_that_the_library_takes():
    taken = int(re.search(r"client_max_body_size (\d+)m;", read("deploy/nginx.conf"))[1]) * 1024**2

    assert 1 < taken / settings.LIBRARY_LIMITS["video"] < 1.1


def test_the_image_of_the_proxy_asks_the_service_of_the_web_server():
    theirs, ours = re.search(r'sed -i "s/([^/]+)/([^/]+)/" /etc/nginx', read("Dockerfile")).groups()

    assert read("deploy/nginx.conf").count(theirs) == 1
    assert ours == "server web:8000;"
    assert "web" in yaml.safe_load(read("compose.yaml"))["services"]


@pytest.mark.parametrize(
    "unit", sorted((BASE / "deploy" / "systemd").glob("*.service")), ids=lambda path: path.name
)
def test_what_a_unit_writes_can_be_read_by_the_group_of_the_proxy(unit):
    lines = unit.read_text("utf-8").splitlines()

    assert "Group=puentes" in lines
    # But for backups, which nobody but the site reads.
    assert ("UMask=0077" if "backup" in unit.name else "UMask=0027") in lines


@pytest.mark.parametrize("name", ["web", "tasks"])
def test_a_unit_outlives_a_database_that_restarts(name):
    lines = read(f"deploy/systemd/puentes-{name}.service").splitlines()

    assert {"Restart=always", "RestartSec=5", "StartLimitIntervalSec=0"} <= set(lines)


def test_the_parts_of_the_composition_share_one_image_and_one_environment():
    services = yaml.safe_load(read("compose.yaml"))["services"]
    ours = [services[name] for name in ("prepare", "web", "tasks", "minute")]

    assert {one["image"] for one in ours} == {"puentes"}
    assert all(one["environment"] == ours[0]["environment"] for one in ours)
    assert services["web"].get("ports") is None


@pytest.mark.parametrize("ignored", [".dockerignore", ".gitignore"])
def test_no_secret_of_a_machine_gets_into_the_image_or_the_repository(ignored):
    lines = {line.strip("/") for line in read(ignored).splitlines()}

    assert {".env", "deploy/tls"} <= lines


def test_nothing_secret_is_written_into_an_example():
    compose = yaml.safe_load(read("compose.yaml"))["services"]["web"]["environment"]
    secret = {name: value for name, value in compose.items() if re.search("KEY|PASSWORD", name)}

    assert all(str(value).startswith("${") for value in secret.values())


@pytest.mark.parametrize("unit", sorted((BASE / "deploy" / "systemd").iterdir()), ids=lambda path: path.name)
def test_a_unit_starts_what_there_is(unit):
    text = unit.read_text("utf-8")
    commands = re.findall(r"manage\.py (\w+)", text)
    modules = re.findall(r"-m (tools\.\w+)", text)

    known = {path.stem for path in BASE.glob("*/**/management/commands/*.py")} | {"db_worker"}
    assert set(commands) <= known
    assert all((BASE / f"{module.replace('.', '/')}.py").exists() for module in modules)


def test_the_proxy_hands_out_private_files_only_when_the_site_says_so():
    blocks = re.findall(r"location (\S+) \{([^}]*)\}", read("deploy/nginx.conf"))
    private = [body for place, body in blocks if place.startswith("/private")]

    assert [("internal;" in body) for body in private] == [True]
    assert not [place for place, body in blocks if "/uploads" in place]
