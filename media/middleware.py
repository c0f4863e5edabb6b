"""At the door of the library in the admin: what is too large stays outside, what is others' stays closed."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from media import limits
from media.enums import Kind
from media.models import ITEMS, LibraryDocument, LibraryImage, LibraryItem, LibraryMedia

ADMIN = "/admin/"
# Address → the largest kind of file that may come to it.
UPLOADS = {"/admin/images/": Kind.IMAGE, "/admin/documents/": Kind.DOCUMENT, "/admin/media/": Kind.VIDEO}
# What a form carries besides its file.
ROOM_FOR_WORDS = 1024**2
# Nobody without an account sends files.
FROM_STRANGERS = 3 * 1024**2
OF_NAMESPACE: dict[str, type[LibraryItem]] = {
    "wagtailimages": LibraryImage,
    "wagtailimages_chooser": LibraryImage,
    "wagtaildocs": LibraryDocument,
    "wagtaildocs_chooser": LibraryDocument,
    "wagtailmedia": LibraryMedia,
}
BY_NAME = {model._meta.model_name: model for model in ITEMS}
# Views that are told in the query what they are about.
CHOOSES_MANY = frozenset({"chosen_multiple", "wagtail_bulk_action"})
ARGUMENTS = ("image_id", "document_id", "doc_id", "media_id", "pk")


class UploadDoor:
    """Refuses what is too large, or has no room on the disk, before a byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = sent_bytes(request)
        most = FROM_STRANGERS if size <= FROM_STRANGERS else most_bytes(request)
        if size > most:
            sentence = _("What you sent is %(size)s; at most %(most)s are taken here.") % {
                "size": filesizeformat(size),
                "most": filesizeformat(most),
            }
            return refused(request, sentence, 413)
        if is_upload(request) and limits.disk_is_full():
            sentence = _("There is no room for files at the moment. Nothing was stored. Try again later.")
            return refused(request, sentence, 503)
        return self.get_response(request)


def sent_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def most_bytes(request: HttpRequest) -> int:
    """How much may come to an address: words from strangers; from others a file of its kind, else a document."""
    if not request.user.is_authenticated:
        return FROM_STRANGERS
    path = request.path_info
    kind = next((kind for start, kind in UPLOADS.items() if path.startswith(start)), Kind.DOCUMENT)
    extra = limits.most_bytes(Kind.AUDIO) + limits.most_bytes(Kind.IMAGE) if kind == Kind.VIDEO else 0
    return limits.most_bytes(kind) + extra + ROOM_FOR_WORDS


def is_upload(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path_info.startswith(tuple(UPLOADS))


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """The refusal in words."""
    context = {"sentence": sentence, "is_file": is_upload(request)}
    response = render(request, "media/upload_refused.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "600"
    return response


class LibraryDoor:
    """Answers 404 for what stands in other people's collections, whichever view of the admin is asked.

    Most of the views ask by themselves; one door for all of them cannot forget one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(tuple(UPLOADS)):
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Raise `Http404` for something that is not in this person's part of the library."""
        if not request.path_info.startswith(ADMIN) or not request.user.is_authenticated:
            return
        model = named_model(request.resolver_match)
        keys = named_keys(request.resolver_match, request) if model else set()
        if model and keys and model.objects.visible_to(request.user).filter(pk__in=keys).count() < len(keys):
            request.urlconf = "wagtail.admin.urls"
            raise Http404


def named_model(match: ResolverMatch) -> type[LibraryItem] | None:
    """Which kind of thing an address is about, if it is about the library."""
    if match.kwargs.get("app_label") == "media":
        return BY_NAME.get(match.kwargs.get("model_name", ""))
    return next((OF_NAMESPACE[name] for name in match.namespaces if name in OF_NAMESPACE), None)


def named_keys(match: ResolverMatch, request: HttpRequest) -> set[int]:
    """The keys of the things that an address names."""
    named = [match.kwargs.get(argument) for argument in ARGUMENTS]
    chosen = request.GET.getlist("id") if match.url_name in CHOOSES_MANY else []
    return {int(key) for key in [*named, *chosen] if str(key or "").isdecimal()}
