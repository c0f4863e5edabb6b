"""Signatures: what was not signed by us, or was changed since, is not genuine."""

import base64
import secrets

import pytest

from credentials import signing

STATEMENT = {"name": "Ána Ñuño", "titles": {"es": "La visita", "en": "The visit"}, "minutes": 95}


def fresh_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def public_part(key: str) -> str:
    return signing.written(signing.private_key(key).public_key())


def is_genuine(statement, signed) -> bool:
    return signing.is_genuine(statement, key=signed[0], signature=signed[1])


def test_what_we_signed_is_genuine_whatever_the_order_of_its_parts():
    signed = signing.sign(STATEMENT)

    assert is_genuine(dict(reversed(STATEMENT.items())), signed)


def test_the_signed_bytes_are_sorted_json_without_spaces():
    assert (
        signing.canonical(STATEMENT)
        == '{"minutes":95,"name":"Ána Ñuño","titles":{"en":"The visit","es":"La visita"}}'.encode()
    )


def test_every_change_is_noticed():
    signed = signing.sign(STATEMENT)

    changed = [{**STATEMENT, "name": "Otra"}, {**STATEMENT, "minutes": 96}, {**STATEMENT, "more": 1}, {}]

    assert [is_genuine(one, signed) for one in changed] == [False] * 4


@pytest.mark.parametrize("signature", ["", "?", "AAAA", base64.b64encode(b"x" * 64).decode(), "ñ"])
def test_a_forged_signature_is_refused(signature):
    key, _signature = signing.sign(STATEMENT)

    assert not is_genuine(STATEMENT, (key, signature))


def test_a_key_of_somebody_else_is_refused(settings):
    ours = settings.CERTIFICATE_KEY
    settings.CERTIFICATE_KEY = fresh_key()
    forged = signing.sign(STATEMENT)
    settings.CERTIFICATE_KEY = ours

    assert not is_genuine(STATEMENT, forged)


def test_a_retired_key_goes_on_verifying_what_it_signed(settings):
    before = settings.CERTIFICATE_KEY
    signed = signing.sign(STATEMENT)

    settings.CERTIFICATE_KEY = fresh_key()
    without = is_genuine(STATEMENT, signed)
    settings.CERTIFICATE_OLD_KEYS = [public_part(before)]

    assert (without, is_genuine(STATEMENT, signed)) == (False, True)
    assert signing.sign(STATEMENT)[0] != signed[0]
