"""At the door of the admin: pages of others stay closed, and searches cannot break the search."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from base.errors import RefusedError
from courses.workflow import reviewed_by
from home.own_modules import own_pages
from home.views import bad_request
from people.enums import Role
from people.next_page import is_safe
from people.rules import has_any_role

ADMIN = "/admin/"
# Our own doors below the admin's address, and the words and icons of the editor.
OPEN_TO_ALL = frozenset(
    f"/admin/{name}/" for name in ("login", "logout", "password_reset", "jsi18n", "sprite")
)
# Those who may change every page of the site.
SEES_ALL = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR, Role.TRANSLATOR})
# Namespaces whose views act on the page that their address names.
ON_PAGES = frozenset({"wagtailadmin_pages", "wagtail_localize"})
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
REPORTS = frozenset({"wagtailadmin_reports", "translations_report", "translations_report_results"})
# The chooser of pages, opened at a page.
LOOKED_INTO = "wagtailadmin_choose_page_child"
# An alias shows the original under the address of the other language; a view that fails on purpose.
FOR_NOBODY = frozenset({"convert_to_alias", "wagtailadmin_error_test"})
# A quotation mark or NUL in a query makes the search of SQLite fail.
NOT_SEARCHED = {ord('"'): " "} | dict.fromkeys(range(32))


class AdminDoor:
    """Answers 404 for pages outside a person's own part of the tree, whatever view is asked for.

    Wagtail asks for permissions in most of its views, in some it does not: one door for all of them
    cannot forget one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ADMIN) and "q" in request.GET:
            tidy_search(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Raise `Http404` for a page that is not this person's to prepare, refuse those with no place in the admin."""
        if not request.path_info.startswith(ADMIN) or not request.user.is_authenticated:
            return
        match = request.resolver_match
        if request.path_info not in OPEN_TO_ALL and not request.user.has_perm("wagtailadmin.access_admin"):
            # Wagtail would send them in a circle, and leave its message for a later page.
            raise PermissionDenied
        if is_closed(match, request.user) or not (request.user.is_superuser or owns_all(request, match)):
            # Else Django would go on to look for a page of that address in the reader's language.
            request.urlconf = "wagtail.admin.urls"
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say a refusal in words, where somebody asked for something in the admin."""
        if not request.path_info.startswith(ADMIN):
            return None
        if isinstance(exception, MultiValueDictKeyError) and request.method == "POST":
            # Wagtail's forms count their rows; what lacks a count was not sent by them.
            return bad_request(request, exception)
        if not isinstance(exception, RefusedError):
            return None
        messages.error(request, str(exception))
        url = way_back(request)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # A dialog of Wagtail: it leads on to where the sentence is read.
            return JsonResponse({"step": "success", "redirect": url})
        return redirect(url)


def way_back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    return came_from if came_from and is_safe(request, came_from) else reverse("wagtailadmin_home")


def is_closed(match: ResolverMatch, user) -> bool:
    """True for what nobody needs, and for lists of everybody's work unless all of it is one's own concern."""
    if match.url_name in FOR_NOBODY:
        return True
    of_all = match.url_name in REPORTS or not REPORTS.isdisjoint(match.namespaces)
    return of_all and not has_any_role(user, SEES_ALL)


def owns_all(request: HttpRequest, match: ResolverMatch) -> bool:
    """True when every page that a request names is one this person may prepare, or look into to link to it."""
    user, keys = request.user, translation_keys(match.kwargs)
    return (
        owns_pages(user, pages_named(request, match))
        # Most addresses name no page: then nobody asks the tree what is theirs.
        and all(own_pages(user).filter(translation_key=key).exists() for key in keys)
        and (match.url_name != LOOKED_INTO or may_look_into(user, match.kwargs["parent_page_id"]))
    )


def pages_named(request: HttpRequest, match: ResolverMatch) -> set[int]:
    """The pages on which a view acts: in its address, or in the list of an act on many at once."""
    if match.url_name == "wagtail_bulk_action" and match.kwargs.get("model_name") == "page":
        return {int(key) for key in request.GET.getlist("id") if key.isdigit()}
    named = {} if ON_PAGES.isdisjoint(match.namespaces) else match.kwargs
    return {int(named[name]) for name in PAGE_ARGUMENTS if str(named.get(name, "")).isdigit()}


def may_look_into(user, page_id: int) -> bool:
    """True for what is published, one's own part of the tree, and the way there."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or page.live or page.is_root():
        return True
    return own_pages(user).filter(Q(pk=page.pk) | Q(path__startswith=page.path)).exists()


def owns_pages(user, pages: set[int]) -> bool:
    """True for one's own part of the tree, and for what waits at a step of one's own role."""
    others = (
        pages - set(own_pages(user).filter(pk__in=pages).values_list("pk", flat=True)) if pages else pages
    )
    return not others or others <= reviewed_by(user)


def translation_keys(kwargs: dict) -> list:
    """The keys of the pages whose translation a view is about."""
    if "translation_id" in kwargs:
        found = Translation.objects.filter(pk=kwargs["translation_id"])
        return list(found.values_list("source__object_id", flat=True))
    if "translation_source_id" in kwargs:
        found = TranslationSource.objects.filter(pk=kwargs["translation_source_id"])
        return list(found.values_list("object_id", flat=True))
    return []


def tidy_search(request: HttpRequest) -> None:
    """Take out of `q` what the search engine would trip over."""
    query = request.GET.copy()
    query["q"] = query["q"].translate(NOT_SEARCHED)[:200]
    request.GET = query
