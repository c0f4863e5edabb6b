"""The e-mails of safeguarding, in the language that is active when they are written.

None of them holds what a report or a page says: mail is read on shared screens.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from people.enums import Role
from people.letters import Letter
from people.models import User


def safeguarding_reviewers() -> Iterable[User]:
    """Those whose work it is; the keeper of the whole site stands in while there is nobody."""
    active = User.objects.filter(is_active=True)
    reviewers = active.filter(groups__name=Role.SAFEGUARDING_REVIEWER).distinct()
    return reviewers if reviewers.exists() else active.filter(is_superuser=True)


def send(people: Iterable[User], write: Callable[[], Letter]) -> int:
    """Send each person the letter in their own language; how many were sent."""
    sent = 0
    for person in people:
        with override(person.language):
            sent += write().addressed_to(person.email).send()
    return sent


def absolute(name: str, *args) -> str:
    return absolute_address(reverse(name, args=args))


def absolute_address(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def new_concern(reference: str) -> Letter:
    return Letter(
        subject=_("A new report of concern"),
        opening=_("Somebody reported a concern about this site. Its reference is %(reference)s.")
        % {"reference": reference},
        link_label=_("Read it and take it in hand:"),
        link=absolute("safeguarding_queue"),
        closing=(_("What was written is not in this e-mail, because other people may see your screen."),),
    )


def overdue_concerns(number: int) -> Letter:
    opening = ngettext(
        "%(number)s report of concern has waited longer than we promise.",
        "%(number)s reports of concern have waited longer than we promise.",
        number,
    )
    return Letter(
        subject=_("Reports of concern are waiting"),
        opening=opening % {"number": number},
        link_label=_("Open the queue:"),
        link=absolute("safeguarding_queue"),
    )


def review_wanted(review_url: str) -> Letter:
    return Letter(
        subject=_("A page waits for your review"),
        opening=_(
            "Somebody wants to publish a page that is about children. It stays a draft until a second person has"
            " ticked the publication checklist."
        ),
        link_label=_("The page and its checklist:"),
        link=review_url,
    )


def held_publication(title: str, edit_url: str) -> Letter:
    return Letter(
        subject=_("Not published yet: something is missing"),
        opening=_(
            "“%(title)s” was to be published now. Something that protects children is missing; its editor says"
            " what. It is published by itself as soon as that is done."
        )
        % {"title": title},
        link_label=_("The page:"),
        link=edit_url,
    )
