"""What `make serve` uses: production minus TLS, with demo sign-ins and a secret key of its own."""

from config.secret import kept_secret_key, kept_signing_key
from config.settings.base import *  # noqa: F403

env.writable("PUENTES_VAR", VAR)  # noqa: F405
SECRET_KEY = kept_secret_key(VAR / "secret_key")  # noqa: F405
CERTIFICATE_KEY = kept_signing_key(VAR / "certificate_key")  # noqa: F405
ALLOWED_HOSTS = env.hosts("PUENTES_HOSTS", "localhost,127.0.0.1,[::1]")  # noqa: F405
DEMO_SIGN_INS = True
PUENTES_STAFF_SECOND_FACTOR = env.flag("PUENTES_STAFF_SECOND_FACTOR", False)  # noqa: F405
