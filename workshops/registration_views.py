"""Registering as a person sees it: the form, where one stands, and the way out."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.errors import RefusedError
from courses.see_other import SeeOther
from people.links import hashed
from people.next_page import with_next
from workshops import agendas
from workshops.addresses import address_of
from workshops.errors import FullError, InvitationRefusedError
from workshops.invitation_actions import accept
from workshops.models import AgendaFeed, Event, Invitation, Registration, RegistrationQuestion
from workshops.registration_actions import cancel, confirm, register
from workshops.registration_box import box_of
from workshops.registration_forms import KeyForm, RegistrationForm, answers_in_words
from workshops.views import reader, visible_event


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, or one's own registration. Strangers sign in first and come back here."""
    person = reader(request)
    if not person.is_authenticated and request.method != "POST":
        return HttpResponseRedirect(with_next(reverse("account_login"), request.path))
    event = visible_event(request, slug)
    if request.method == "POST":
        return send_registration(request, event, person)
    return show_registration(request, event, person)


def send_registration(request: HttpRequest, event: Event, person) -> HttpResponse:
    """Register. Whatever keeps somebody from it, what they wrote stays on the page."""
    form = RegistrationForm(request.POST, event=event, person=person)
    if not person.is_authenticated:
        form.is_valid()
        return show_form(request, event, person, form, status=403, is_signed_out=True)
    if not form.is_valid():
        return show_form(request, event, person, form, status=422)
    data = form.cleaned_data
    try:
        register(
            event=event,
            person=person,
            choice=form.choice(),
            key=data["uuid"],
            may_wait=data["waiting"],
            now=timezone.now(),
        )
    except FullError as error:
        return show_form(request, event, person, asked_to_wait(request, event, person, error), status=409)
    except RefusedError as error:
        form.add_error(None, str(error))
        return show_form(request, event, person, form, status=409)
    return SeeOther(reverse("registration", args=[event.slug]))


def asked_to_wait(request: HttpRequest, event: Event, person, error: FullError) -> RegistrationForm:
    """The same form once more: sending it now means that one wants to wait."""
    data = request.POST.copy()
    data["waiting"] = "on"
    form = RegistrationForm(data, event=event, person=person)
    form.add_error(None, str(error))
    return form


def show_registration(request: HttpRequest, event: Event, person) -> HttpResponse:
    box = box_of(event, person)
    if not box.may_come:
        status = 200 if box.mine else 403
        return render(request, "workshops/registration/mine.html", mine_context(event, box), status=status)
    initial = {"waiting": box.is_full, "uuid": uuid.uuid4()}
    return show_form(
        request, event, person, RegistrationForm(event=event, person=person, initial=initial), box=box
    )


def show_form(
    request, event, person, form, *, status: int = 200, is_signed_out: bool = False, box=None
) -> HttpResponse:
    context = {
        "event": event,
        "box": box or box_of(event, person),
        "form": form,
        "is_signed_out": is_signed_out,
        "will_wait": form["waiting"].value() in {True, "on", "True"},
        "crumbs": [(event.title, address_of(event))],
    }
    return render(request, "workshops/registration/form.html", context, status=status)


def mine_context(event: Event, box) -> dict:
    questions = list(RegistrationQuestion.objects.filter(event=event.pk)) if box.mine else []
    return {
        "event": event,
        "box": box,
        "answers": answers_in_words(questions, box.mine.answers) if box.mine else [],
        "key": uuid.uuid4(),
        "session_links": [one for one in event.sessions.all() if one.link] if box.sees_venue else [],
        "crumbs": [(event.title, address_of(event))],
    }


def own_registration(request: HttpRequest, slug: str) -> Registration:
    """One's registration for an event, whatever became of the event. Raises `Http404`."""
    rows = Registration.objects.select_related("event", "person")
    return get_object_or_404(rows, event__slug=slug, person=request.user)


@require_POST
@login_required
def cancellation(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the seat, the offer or the place in the queue back."""
    mine, form = own_registration(request, slug), KeyForm(request.POST)
    if form.is_valid():
        return answer_step(
            request,
            slug,
            lambda: cancel(
                registration=mine, key=form.cleaned_data["uuid"], by=request.user, now=timezone.now()
            ),
            _("Your registration is cancelled."),
        )
    return incomplete(request, slug)


@require_POST
@login_required
def confirmation(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the offered seat."""
    mine, form = own_registration(request, slug), KeyForm(request.POST)
    if form.is_valid():
        return answer_step(
            request,
            slug,
            lambda: confirm(registration=mine, key=form.cleaned_data["uuid"], now=timezone.now()),
            _("The seat is yours."),
        )
    return incomplete(request, slug)


def answer_step(request: HttpRequest, slug: str, act, said: str) -> HttpResponse:
    """Do it and lead back; a refusal is said on the page that shows where one stands."""
    try:
        act()
    except RefusedError as error:
        event = visible_event(request, slug)
        context = mine_context(event, box_of(event, request.user)) | {"sentence": str(error)}
        return render(request, "workshops/registration/mine.html", context, status=409)
    messages.success(request, said)
    return SeeOther(reverse("registration", args=[slug]))


def incomplete(request: HttpRequest, slug: str) -> HttpResponse:
    event = visible_event(request, slug)
    sentence = _("This form is not complete. Open the page again, then send it.")
    context = mine_context(event, box_of(event, request.user)) | {"sentence": sentence}
    return render(request, "workshops/registration/mine.html", context, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """An invitation from a letter. Opening it changes nothing; pressing the button accepts it."""
    found = Invitation.objects.filter(event__slug=slug, token_hash=hashed(token)).select_related("event")
    one, person = found.first(), reader(request)
    context = {"invitation": one, "event": one.event if one else None, "next_page": request.path}
    if one is None or not (one.accepted_at or one.expires_at > timezone.now()):
        return render(
            request, "workshops/registration/invitation.html", {**context, "is_over": True}, status=410
        )
    if request.method != "POST":
        return render(request, "workshops/registration/invitation.html", context)
    if not person.is_authenticated:
        return SeeOther(with_next(reverse("account_login"), request.path))
    try:
        accept(invitation=one, person=person, now=timezone.now())
    except InvitationRefusedError as error:
        context["sentence"] = str(error)
        return render(request, "workshops/registration/invitation.html", context, status=403)
    return SeeOther(reverse("registration", args=[slug]))


@never_cache
@login_required
@require_safe
def my_events(request: HttpRequest) -> HttpResponse:
    """The events somebody registered for, and the way to their calendar."""
    return show_my_events(request)


def show_my_events(request: HttpRequest, feed_url: str = "") -> HttpResponse:
    rows = Registration.objects.filter(person=request.user, event__live=True)
    context = {
        "rows": rows.select_related("event__place").order_by("-event__start_date", "-pk"),
        "feed": AgendaFeed.objects.filter(person=request.user).first(),
        "feed_url": feed_url,
    }
    response = render(request, "workshops/registration/my_events.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def agenda_address(request: HttpRequest) -> HttpResponse:
    """Make the private address of one's calendar, shown this once, or let it stop working."""
    if request.POST.get("act") == "end":
        agendas.end_feed(request.user)
        messages.success(request, _("The address of your calendar no longer works."))
        return SeeOther(reverse("my_events"))
    if request.POST.get("act") != "make":
        raise Http404
    token = agendas.new_feed(request.user, timezone.now())
    url = request.build_absolute_uri(reverse("agenda_feed", args=[token]))
    return show_my_events(request, url)
