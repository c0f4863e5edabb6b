"""What is true of a session before any page is made: shared devices, idle staff, the second factor."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from people.device_cookies import bring_start, end_with_browser, forget_cookies, hold_start
from people.factors import factors_of, must_have_second, used_second
from people.fresh import is_fresh, to_fresh_sign_in, way_back
from people.next_page import with_next
from people.sessions import is_idle, is_shared, note_activity
from people.signed_in import note_day

GetResponse = Callable[[HttpRequest], HttpResponse]

# What somebody needs who has no second factor yet: to set one up, or to leave.
OPEN_WITHOUT_SECOND = frozenset(
    "second_factor app_set_up app_picture passkey_add recovery_codes recovery_download fresh_sign_in"
    " account_logout signed_out alive ready offline".split()
)
# The views of the admin in which roles and permissions change.
ROLE_VIEWS = frozenset({"wagtailusers_users", "wagtailusers_groups"})
ONLY_LOOKING = frozenset({"index", "index_results", "history", "history_results", "usage"})


class SharedDevices:
    """Tells the browser of a shared device to store nothing, so that "back" shows nothing to the next person,
    and to keep no cookie longer than itself; after signing out it keeps none at all.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_shared = request.is_known and is_shared(request)
        if was_shared:
            bring_start(request)
        response = self.get_response(request)
        if stays_shared(request):
            end_with_browser(request, response)
            hold_start(request, response)
        elif was_shared and SESSION_KEY not in request.session:
            forget_cookies(request, response)
        if was_shared or stays_shared(request):
            patch_cache_control(response, private=True, no_store=True)
        return response


def stays_shared(request: HttpRequest) -> bool:
    """True after the view, also for a session that began with it; a stranger's is not looked into."""
    return (request.is_known or request.session.modified) and is_shared(request)


class WatchedSessions:
    """Ends the sessions of staff after an idle hour, and notes once a day that a device is in use."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.is_known or SESSION_KEY not in request.session:
            return self.get_response(request)
        if is_idle(request):
            back = way_back(request)
            logout(request)
            return redirect_to_login(back)
        note_activity(request)
        note_day(request)
        return self.get_response(request)


class CarefulDoors:
    """Staff pass with a second factor, where the settings ask for one; roles change, and lists leave
    as files, after a fresh sign-in.

    Every view is behind this door: a list of what staff may see could forget one.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.is_known or SESSION_KEY not in request.session:
            return None
        if lacks_second(request):
            return to_second_factor(request)
        needs_care = changes_roles(request) or exports_rows(request)
        if needs_care and request.user.is_authenticated and not is_fresh(request):
            return to_fresh_sign_in(request)
        return None


def lacks_second(request: HttpRequest) -> bool:
    """True for staff at a door that opens to a second factor alone."""
    if used_second(request) or request.resolver_match.url_name in OPEN_WITHOUT_SECOND:
        return False
    return must_have_second(request.user)


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """The way to prove a second factor, or to set the first one up, and back."""
    page = "fresh_sign_in" if factors_of(request.user).strong else "second_factor"
    return redirect(with_next(reverse(page), way_back(request)))


def exports_rows(request: HttpRequest) -> bool:
    """True for the lists of the admin when they are asked for as a file."""
    return request.path_info.startswith("/admin/") and bool(request.GET.get("export"))


def changes_roles(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match.url_name == "wagtail_bulk_action":
        return match.kwargs.get("app_label") == "people"
    return not ROLE_VIEWS.isdisjoint(match.namespaces) and match.url_name not in ONLY_LOOKING
