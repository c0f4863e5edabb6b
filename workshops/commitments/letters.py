"""The e-mails about commitments, in the language that is active when they are written."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.letters import Letter
from safeguarding.letters import absolute
from workshops.models import Commitment, CommitmentUpdate


def text_of(commitment: Commitment) -> str:
    return commitment.text.or_other(get_language())[0]


def ask_for_news(commitment: Commitment, token: str) -> Letter:
    due = date_format(commitment.due_date, "DATE_FORMAT") if commitment.due_date else _("No date set")
    return Letter(
        subject=_("What became of it? %(text)s") % {"text": text_of(commitment)[:80]},
        opening=_("Your organization promised: “%(text)s”.") % {"text": text_of(commitment)},
        link_label=_("Say in two steps how it stands, without signing in:"),
        link=absolute("commitment_by_link", token),
        closing=(
            _("Due: %(due)s") % {"due": due},
            _("“Not yet” is an answer, too. Opening the link changes nothing; it works for 60 days."),
            _("Whoever has this link can answer for your organization: forward it with care."),
        ),
    )


def news(update: CommitmentUpdate) -> Letter:
    row = update.commitment
    return Letter(
        subject=_("News of a commitment: %(status)s") % {"status": update.get_status_display()},
        opening=_("“%(text)s” — %(status)s.") % {"text": text_of(row), "status": update.get_status_display()},
        link_label=_("Read it, or stop following it:"),
        link=absolute("commitment", row.key),
        closing=(f"“{update.note}”",) if update.note else (),
    )
