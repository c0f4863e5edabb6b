"""At the door of the admin: pages of others stay closed, and searches cannot break the search."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from wagtail_localize.models import Translation, TranslationSource

from home.own_modules import own_pages

ADMIN = "/admin/"
# Namespaces whose views act on the page that their address names.
ON_PAGES = frozenset({"wagtailadmin_pages", "wagtail_localize"})
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
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
        """Raise `Http404` for a page that is not this person's to prepare."""
        if not request.path_info.startswith(ADMIN) or not request.user.is_authenticated:
            return
        if request.user.is_superuser or ON_PAGES.isdisjoint(request.resolver_match.namespaces):
            return
        if not owns_all(request.user, kwargs):
            # Else Django would go on to look for a page of that address in the reader's language.
            request.urlconf = "wagtail.admin.urls"
            raise Http404


def owns_all(user, kwargs: dict) -> bool:
    """True when every page that an address names is one this person may prepare."""
    mine = own_pages(user)
    pages = {int(kwargs[name]) for name in PAGE_ARGUMENTS if str(kwargs.get(name, "")).isdigit()}
    return mine.filter(pk__in=pages).count() == len(pages) and all(
        mine.filter(translation_key=key).exists() for key in translation_keys(kwargs)
    )


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
