"""Passkeys: what a hostile browser may send. That a true one signs in is shown in a real browser."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_encode

from tests.people.builders import a_person, is_signed_in, sign_in, url
from tests.people.factors import a_member_of_staff, with_app

pytestmark = pytest.mark.django_db

ENCODED = websafe_encode(b"x" * 40)
CREDENTIAL = {
    "id": ENCODED,
    "rawId": ENCODED,
    "type": "public-key",
    "response": {
        "clientDataJSON": websafe_encode(
            b'{"type":"webauthn.get","challenge":"x","origin":"http://testserver"}'
        ),
        "authenticatorData": ENCODED,
        "signature": ENCODED,
        "userHandle": ENCODED,
    },
    "clientExtensionResults": {},
}
HOSTILE = [
    "",
    "nonsense",
    "null",
    "[]",
    "{}",
    '"text"',
    "1",
    '{"response": null}',
    '{"response": {"userHandle": 1}}',
    json.dumps({**CREDENTIAL, "response": {}}),
    json.dumps(CREDENTIAL),
    "[" * 5000,
    json.dumps({"response": "x" * 30_000}),
]


def a_passkey_of(user) -> Authenticator:
    """A row as it stands in the list; nobody can sign in with it."""
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Old phone", "credential": {}}
    )


def begin(client: Client, page: str) -> dict:
    return client.post(url(page), {"begin": "1"}).json()["publicKey"]


def test_the_browser_is_asked_for_a_key_of_its_own_with_a_finger_or_pin(client, ana, settings):
    asked = begin(client, "passkey_add")

    assert asked["rp"] == {"name": settings.SITE_NAME, "id": "testserver"}
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"


def test_a_passkey_keeps_no_number_of_the_account(client, ana):
    handle = begin(client, "passkey_add")["user"]["id"]

    assert handle == websafe_encode(ana.public_id.bytes)


def test_strangers_are_asked_for_any_key_and_every_time_for_another_challenge(client):
    first, second = begin(client, "passkey_sign_in"), begin(client, "passkey_sign_in")

    assert not first.get("allowCredentials")
    assert first["userVerification"] == "required"
    assert first["challenge"] != second["challenge"]


@pytest.mark.parametrize("credential", HOSTILE)
def test_what_is_no_passkey_signs_nobody_in(client, credential):
    begin(client, "passkey_sign_in")

    answer = client.post(url("passkey_sign_in"), {"credential": credential, "next": "/en/learn/"})

    assert answer.url == "/en/account/sign-in/?next=%2Fen%2Flearn%2F&passkey=refused"
    assert not is_signed_in(client)


def test_the_page_says_that_it_did_not_work(client):
    begin(client, "passkey_sign_in")

    answer = client.post(url("passkey_sign_in"), {"credential": "{}"})
    page = client.get(answer.url).content.decode()

    assert "This passkey could not be used." in page


def test_a_true_handle_with_a_false_signature_signs_nobody_in(client):
    user = a_person()
    begin(client, "passkey_sign_in")
    response = {**CREDENTIAL["response"], "userHandle": websafe_encode(user.public_id.bytes)}

    client.post(url("passkey_sign_in"), {"credential": json.dumps({**CREDENTIAL, "response": response})})

    assert not is_signed_in(client)


@pytest.mark.parametrize("credential", HOSTILE)
def test_what_is_no_passkey_is_not_added(client, ana, credential):
    begin(client, "passkey_add")

    answer = client.post(url("passkey_add"), {"name": "Phone", "credential": credential})

    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("name", ["", "\x00", "x" * 61])
def test_a_passkey_needs_a_name_that_can_be_read(client, ana, name):
    assert client.post(url("passkey_add"), {"name": name, "credential": "{}"}).status_code == 422


@pytest.mark.parametrize("credential", HOSTILE[:3] + HOSTILE[-3:])
def test_what_is_no_passkey_is_no_second_step_either(client, credential):
    with_app(a_person())
    sign_in(client)
    client.post(url("mfa_authenticate"), {"way": "passkey", "begin": "1"})

    answer = client.post(url("mfa_authenticate"), {"way": "passkey", "credential": credential})

    assert answer.status_code == 422
    assert not is_signed_in(client)


def test_for_participants_a_passkey_stands_beside_the_code_and_losing_it_shuts_nobody_out(client):
    a_passkey_of(a_person())

    sign_in(client)

    assert is_signed_in(client)


def test_for_staff_a_passkey_is_a_second_step(client, roles):
    user = a_member_of_staff(roles)
    a_passkey_of(user)

    answer = sign_in(client, user.email)

    assert answer.url == "/en/account/second-step/"
    assert not is_signed_in(client)


def test_without_script_no_button_shows_that_would_do_nothing(client, ana):
    stranger = Client().get(url("account_login")).content.decode()
    mine = client.get(url("passkey_add")).content.decode()

    assert 'data-passkey="use" hidden' in stranger
    assert 'data-passkey="make" hidden' in mine
    assert "This browser cannot make passkeys" in mine


def test_names_are_shown_as_text(client, ana):
    key = a_passkey_of(ana)
    key.data["name"] = "<img src=x>"
    key.save()

    page = client.get(url("security")).content.decode()

    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;" in page
