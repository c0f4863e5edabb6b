"""What courses remove when a person is erased: every word of theirs and about them. The counts stay."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.enums import ItemType
from courses.models import CompletionOverride, ItemResponse, PathFollowing, ReflectionEntry
from people.models import User


def erase_words(user: User, now: datetime) -> None:
    """Reflections go; typed answers and what a trainer wrote about the person become empty.

    Enrolments, acts and scores stay with the nameless row, so that "120 people finished" stays true.
    """
    ReflectionEntry.objects.filter(user=user).delete()
    PathFollowing.objects.filter(user=user).delete()
    typed = ItemResponse.objects.filter(attempt__enrolment__user=user)
    typed.filter(item_version__content__type=ItemType.SHORT_TEXT).update(answer="")
    with override(user.language):
        CompletionOverride.objects.filter(enrolment__user=user).update(reason=_("Erased with the account."))
