"""Who acts: a person with an account, or somebody who only carries the start cookie."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from people.rules import may_enter_admin

START_SALT = "courses.start"
BEFORE_PATH = "."
START_AGE = 60 * 60 * 24 * 90


@dataclass(frozen=True, slots=True)
class Learner:
    """A user, or a random key from a signed cookie; neither for a stranger."""

    user_id: int | None = None
    anonymous_key: uuid.UUID | None = None
    organization_type: str = ""
    # Enters the admin; what they may change there is asked where it matters.
    is_staff: bool = False

    @property
    def is_somebody(self) -> bool:
        return bool(self.user_id or self.anonymous_key)


def start_key(request: HttpRequest) -> uuid.UUID | None:
    """The key in the start cookie; nothing when it is missing, forged or too old."""
    return _start_cookie(request, START_AGE)[0]


def started_path(request: HttpRequest, max_age: int = START_AGE) -> uuid.UUID | None:
    """The key of the path with which a visitor without an account began; the start cookie says it."""
    return _start_cookie(request, max_age)[1]


def _start_cookie(request: HttpRequest, max_age: int) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    value = request.get_signed_cookie(settings.START_COOKIE_NAME, "", salt=START_SALT, max_age=max_age)
    own, _dot, path = value.partition(BEFORE_PATH)
    return _uuid(own), _uuid(path)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def learner_for(user) -> Learner:
    """The learner somebody with an account is."""
    return Learner(user_id=user.pk, organization_type=user.organization_type, is_staff=may_enter_admin(user))


def learner_of(request: HttpRequest) -> Learner:
    """Whose progress this request is about. An account comes before the cookie."""
    if not request.is_known:
        return Learner()
    user = request.user
    if user.is_authenticated:
        return learner_for(user)
    return Learner(anonymous_key=start_key(request))


def is_prefetch(request: HttpRequest) -> bool:
    """True when the browser only guesses that somebody may come here."""
    return "prefetch" in (request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", ""))


def hand_out_start_key(response: HttpResponse, *, secure: bool, path_key: uuid.UUID | None = None) -> None:
    """Make the visitor known by a random key; nothing is stored until their first answer.

    The cookie also keeps the path with which they began, if it was one.
    """
    own = str(uuid.uuid4())
    response.set_signed_cookie(
        settings.START_COOKIE_NAME,
        f"{own}{BEFORE_PATH}{path_key}" if path_key else own,
        salt=START_SALT,
        max_age=START_AGE,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def take_back_start_key(response: HttpResponse) -> None:
    response.delete_cookie(settings.START_COOKIE_NAME, samesite="Lax")
