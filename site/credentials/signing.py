"""Ed25519 signatures over what a certificate says (RFC 8032)."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def canonical(statement: Mapping) -> bytes:
    """`statement` as the one sequence of bytes that is signed: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sign(statement: Mapping) -> tuple[str, str]:
    """The id of the key in use and the signature, in base 64."""
    key = private_key(settings.CERTIFICATE_KEY)
    return key_id(key.public_key()), base64.b64encode(key.sign(canonical(statement))).decode()


def is_genuine(statement: Mapping, *, key: str, signature: str) -> bool:
    """True when one of our keys, in use or retired, signed exactly this."""
    public = known_keys().get(key)
    if public is None:
        return False
    try:
        public.verify(base64.b64decode(signature, validate=True), canonical(statement))
    except (InvalidSignature, ValueError):
        return False
    return True


def known_keys() -> dict[str, Ed25519PublicKey]:
    """Key id → public key: the one in use, and those that were in use before."""
    old = [public_key(text) for text in settings.CERTIFICATE_OLD_KEYS]
    return {key_id(key): key for key in [private_key(settings.CERTIFICATE_KEY).public_key(), *old]}


@lru_cache(maxsize=8)
def private_key(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))


@lru_cache(maxsize=32)
def public_key(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text))


def written(key: Ed25519PublicKey) -> str:
    """A public key in base 64, as the settings and the exports hold it."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]
