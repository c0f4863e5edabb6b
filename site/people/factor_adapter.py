"""How second factors are kept and named."""

import base64
import hashlib
import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from people.models import User

logger = logging.getLogger(__name__)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes are encrypted at rest, with a key made from the site's own."""

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that can no longer be read becomes a new one, to which no code fits."""
        try:
            return box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor cannot be read: it was kept under another SECRET_KEY.")
            return base64.b32encode(Fernet.generate_key()[:20]).decode()

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict:
        """What a passkey keeps of a person: never the number of their account."""
        return {"id": user.public_id.bytes, "display_name": user.display_name, "name": user.email}


def box() -> MultiFernet:
    """Encrypts with the newest secret key, reads what older ones wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(fernet_key(key)) for key in keys])


def fernet_key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"people.factors|{secret}".encode()).digest())
