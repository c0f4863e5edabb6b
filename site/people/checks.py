"""Settings of sign-in that must never meet."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def staff_prove_a_second_factor(**_kwargs) -> list[Error]:
    """What people with a role open is not protected by a mailbox alone on a site for the public."""
    if settings.SESSION_COOKIE_SECURE and not settings.PUENTES_STAFF_SECOND_FACTOR:
        return [
            Error(
                "People with a role get in without a second factor, and these are the settings of a public site.",
                hint="Leave PUENTES_STAFF_SECOND_FACTOR = False to the settings modules demo, dev and test.",
                id="people.E002",
            )
        ]
    return []


@register(Tags.security)
def demo_sign_ins_stay_private(**_kwargs) -> list[Error]:
    """Buttons that sign anybody in must not stand on a site served over TLS to the public."""
    if settings.DEMO_SIGN_INS and settings.SESSION_COOKIE_SECURE:
        return [
            Error(
                "DEMO_SIGN_INS lets anybody sign in, and these are the settings of a public site.",
                hint="Leave DEMO_SIGN_INS to the settings modules demo, dev and test.",
                id="people.E001",
            )
        ]
    return []
