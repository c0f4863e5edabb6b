"""Letters about what was done to an account, sent once it is done."""

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from people import letters, post
from people.enums import AccountAct
from people.models import User


def tell(request: HttpRequest, user: User, act: AccountAct) -> None:
    """Write to `user` about `act` as soon as it is certain; a letter that cannot be sent undoes nothing."""
    with override(user.language):
        link = request.build_absolute_uri(reverse("security"))
    transaction.on_commit(
        lambda: post.send_if_possible(
            user.email, lambda: letters.change_of_security(act, link), user.language
        )
    )
