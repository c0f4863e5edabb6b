"""Changing the e-mail of an account, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import email_change, letters, post, proofs
from people.enums import Purpose
from people.errors import CodeOverError, SignInError
from people.forms import MailedCodeForm, NewEmailForm
from people.fresh import fresh_sign_in_required
from people.links import find_link
from people.views.data import link_is_over


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def change_email(request: HttpRequest) -> HttpResponse:
    """Asks for the new address and sends it a code, whoever it belongs to."""
    form = NewEmailForm(request.POST or None, user=request.user)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                email_change.begin(request, form.cleaned_data["email"])
                return redirect("email_code")
            except SignInError as error:
                form.add_error(None, str(error))
                status = error.status
    return render(request, "people/email_change.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def email_code(request: HttpRequest) -> HttpResponse:
    """Takes the code that was sent to the new address, and moves the account there."""
    email = proofs.awaited(request, Purpose.NEW_EMAIL)
    if email is None:
        return redirect("email_change")
    form = MailedCodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return move(request, proofs.prove(request, Purpose.NEW_EMAIL, form.cleaned_data["code"]))
            except CodeOverError as error:
                messages.error(request, str(error))
                return redirect("email_change")
            except SignInError as error:
                form.add_error(None, str(error))
                status = error.status
    return render(request, "people/email_code.html", {"form": form, "email": email}, status=status)


def move(request: HttpRequest, email: str) -> HttpResponse:
    """The address is proved: move the account, and tell the earlier address. Raises `EmailTakenError`."""
    language = request.user.language
    earlier, token = email_change.change(request, email, now=timezone.now())
    with override(language):
        link = request.build_absolute_uri(reverse("email_restore", args=[token]))
    days = email_change.RESTORED_FOR.days
    post.send_if_possible(earlier, lambda: letters.address_left(link, days), language)
    messages.success(request, _("Your e-mail is changed. Your other devices are signed out."))
    return redirect("security")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def email_restore(request: HttpRequest, token: str) -> HttpResponse:
    """Takes an account back to its earlier address; the link in the letter is enough."""
    if find_link(token, Purpose.RESTORE_EMAIL, now=timezone.now()) is None:
        return link_is_over(request)
    if request.method != "POST":
        return render(request, "people/email_restore.html")
    try:
        email_change.restore(token, now=timezone.now(), request=request)
    except SignInError as error:
        return render(request, "people/email_restore.html", {"refusal": error}, status=error.status)
    context = {
        "done": _("Your earlier e-mail is back"),
        "words": _("Every device is signed out. Sign in with it."),
    }
    return render(request, "people/door_open.html", context)
