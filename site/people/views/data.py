"""What is held about a person: their own choices, a copy of it, and the end of it."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people import actions, erasure, exports, letters, post
from people.data_saver import remember_data_saver
from people.enums import AccountAct, Purpose
from people.errors import LinkOverError, SoleKeeperError
from people.forms import DeletionForm, PrivacyForm
from people.fresh import fresh_sign_in_required
from people.links import find_link
from people.models import User
from people.signals import announce
from people.views.account import EVERYTHING_LOCAL, PRIVACY


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest) -> HttpResponse:
    """One's choices about privacy, and the ways to a copy and to the end."""
    sent = request.POST if request.method == "POST" else None
    form = PrivacyForm(sent, instance=User.objects.get(pk=request.user.pk))
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "privacy_url": PRIVACY.url}
        return render(request, "people/own_data.html", context)
    user = actions.change_privacy(user=request.user, **form.cleaned_data)
    messages.success(request, _("Your choices are saved."))
    return remember_data_saver(redirect("own_data"), user.saves_data)


@never_cache
@require_POST
@fresh_sign_in_required
def export_file(request: HttpRequest) -> HttpResponse:
    """Everything about this person as JSON, made while it is sent."""
    note_export(request)
    response = StreamingHttpResponse(exports.as_json(request.user, timezone.now()), "application/json")
    day = timezone.now().date().isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="puentes-{day}.json"'
    return response


@never_cache
@require_POST
@fresh_sign_in_required
def export_page(request: HttpRequest) -> HttpResponse:
    """The same, to read and to print."""
    note_export(request)
    context = {"sections": exports.sections_about(request.user), "made_at": timezone.now()}
    return render(request, "people/export.html", context)


def note_export(request: HttpRequest) -> None:
    with transaction.atomic():
        announce(AccountAct.DATA_EXPORTED, user=request.user, actor=request.user, request=request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def delete_account(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, and closes the account when the word is written."""
    form = DeletionForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return deletion_page(request, form, status)
    try:
        deletion, token = erasure.ask(request.user, now=timezone.now(), request=request)
    except SoleKeeperError as error:
        form.add_error(None, str(error))
        return deletion_page(request, form, error.status)
    link = say_goodbye(request, token, deletion.due_at)
    logout(request)
    context = {"due_at": deletion.due_at, "unsent_link": link}
    response = render(request, "people/deletion_asked.html", context)
    response.headers["Clear-Site-Data"] = EVERYTHING_LOCAL
    return response


def deletion_page(request: HttpRequest, form: DeletionForm, status: int) -> HttpResponse:
    context = {"form": form, "days": erasure.GRACE.days, "privacy_url": PRIVACY.url}
    return render(request, "people/delete_account.html", context, status=status)


def say_goodbye(request: HttpRequest, token: str, due_at: datetime) -> str:
    """Send the letter with the link that opens the account again; returns the link if it could not be sent."""
    user = request.user
    with override(user.language):
        link = request.build_absolute_uri(reverse("keep_account", args=[token]))
        day = date_format(due_at, "DATE_FORMAT")
    sent = post.send_if_possible(user.email, lambda: letters.goodbye(link, day), user.language)
    return "" if sent else link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep_account(request: HttpRequest, token: str) -> HttpResponse:
    """Opens an account again that was to be erased; the link in the letter is enough."""
    link = find_link(token, Purpose.KEEP_ACCOUNT, now=timezone.now())
    if link is None:
        return link_is_over(request)
    if request.method != "POST":
        return render(request, "people/keep_account.html")
    if not erasure.take_back(link.user, now=timezone.now(), request=request):
        return link_is_over(request)
    context = {"done": _("Your account is open again"), "words": _("Nothing is lost. Sign in as before.")}
    return render(request, "people/door_open.html", context)


def link_is_over(request: HttpRequest) -> HttpResponse:
    return render(request, "people/link_over.html", status=LinkOverError.status)
