"""A copy of everything that is held about a person."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from people import exports
from people.enums import AccountAct
from people.exports import Section, as_json
from people.signals import account_event
from tests.people.builders import a_person, url
from tests.people.factors import with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    heard = []

    def hear(sender, act, user, actor, **_kwargs) -> None:
        heard.append((act, user, actor))

    account_event.connect(hear)
    yield heard
    account_event.disconnect(hear)


@pytest.fixture
def other_room(monkeypatch):
    """Another app that holds something about people."""
    monkeypatch.setattr(exports, "_providers", {})
    exports.register(
        "other",
        lambda user: [
            Section(
                "letters",
                "Letters",
                {"words": "Words", "sent": "Sent", "to": "To", "when": "When"},
                iter(
                    [{"words": f'"<b>"\n{user.display_name} ñ', "sent": True, "to": ["x", "y"], "when": None}]
                ),
            ),
            Section("nothing", "Nothing yet", {"a": "A"}),
        ],
    )


def read(response) -> dict:
    return json.loads(b"".join(response.streaming_content))


def test_the_file_holds_what_every_room_holds(client, ana, other_room):
    with_app(ana)
    client.get(url("profile"))

    response = client.post(url("export_file"))
    copy = read(response)

    assert response.headers["Content-Disposition"].startswith('attachment; filename="puentes-20')
    assert "no-store" in response.headers["Cache-Control"]
    assert list(copy) == ["made_at", "account", "ways_to_sign_in", "devices", "letters", "nothing"]
    assert copy["account"][0]["email"] == "ana@example.org"
    assert [row["kind"] for row in copy["ways_to_sign_in"]] == ["An app on your phone", "Recovery codes"]
    assert copy["letters"] == [{"words": '"<b>"\nAna ñ', "sent": True, "to": ["x", "y"], "when": None}]
    assert copy["nothing"] == []


def test_no_secret_leaves_with_the_copy(client, ana, other_room):
    user = with_app(ana)
    user.set_password("a long pass phrase")

    text = "".join(as_json(user, timezone.now()))

    secrets = [user.password, *(str(row.data) for row in user.authenticator_set.all())]
    assert not any(secret in text for secret in secrets)
    assert client.session.session_key not in text


def test_the_page_reads_the_same_in_words(client, ana, other_room):
    page = client.post(url("export_page")).content.decode()

    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "<dt>Sent</dt><dd>Yes" in page
    assert "<dt>When</dt>" not in page
    assert "Nothing yet" in page
    assert "ana@example.org" in page


def test_a_copy_is_made_anew_each_time(client, ana, other_room):
    client.post(url("export_page"))
    ana.display_name = "Anita"
    ana.save()

    assert "Anita" in client.post(url("export_page")).content.decode()


def test_a_copy_needs_a_fresh_sign_in_and_a_press(client, stale_ana, events):
    answers = [client.post(url(page)) for page in ("export_file", "export_page")]
    visits = [client.get(url(page)).status_code for page in ("export_file", "export_page")]

    assert all(answer.url.startswith("/en/account/confirm/") for answer in answers)
    assert visits == [405, 405]
    assert events == []


def test_a_copy_needs_a_token(ana):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(ana)

    assert careful.post(url("export_file")).status_code == 403


def test_each_copy_is_written_down(client, ana, events, other_room):
    read(client.post(url("export_file")))
    client.post(url("export_page"))

    assert events == [(AccountAct.DATA_EXPORTED, ana, ana)] * 2


def test_nobody_gets_the_copy_of_another(client, ana, other_room):
    beto = a_person("beto@example.org", display_name="Beto")

    copy = json.dumps(read(client.post(url("export_file"), {"user": beto.pk, "email": beto.email})))

    assert "Beto" not in copy
    assert "beto@example.org" not in copy


def test_the_command_writes_to_a_file_that_does_not_exist_yet(tmp_path, events, other_room):
    user = a_person()
    file = tmp_path / "copy.json"

    call_command("export_person", "Ana@example.org", output=file)

    assert json.loads(file.read_text("utf-8"))["account"][0]["display_name"] == "Ana"
    assert events == [(AccountAct.DATA_EXPORTED, user, None)]
    with pytest.raises(CommandError, match=r"copy\.json: File exists"):
        call_command("export_person", "ana@example.org", output=file)
    with pytest.raises(CommandError, match="Nobody"):
        call_command("export_person", "nobody@example.org")


def test_the_command_prints_to_the_screen(capsys, other_room):
    a_person()

    call_command("export_person", "ana@example.org")

    assert json.loads(capsys.readouterr().out)["account"][0]["email"] == "ana@example.org"
