"""The e-mails about certificates, in the language that is active when they are written."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from credentials.models import Certificate
from people.letters import Letter


def revoked(certificate: Certificate) -> Letter:
    """To the holder, who would learn it from somebody else otherwise."""
    title = certificate.titles.or_other(get_language())[0]
    return Letter(
        subject=_("A certificate of yours was revoked"),
        opening=_(
            "The certificate “%(title)s” is not in force any more. Whoever checks its code reads this reason:"
            " %(reason)s."
        )
        % {"title": title, "reason": certificate.get_revocation_reason_display()},
        link_label=_("Open my record"),
        link=f"{settings.WAGTAILADMIN_BASE_URL}{reverse('credentials:record')}",
        closing=(
            _("What you completed stays on your record."),
            _("If you believe that this is a mistake, answer this e-mail."),
        ),
    )
