"""Taking attendance on a phone, from paper, or by code."""

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.see_other import SeeOther
from people.qr import as_svg
from workshops import programme
from workshops.attendance_actions import (
    Tick,
    check_in,
    close_check_in,
    expected,
    keep_headcounts,
    mark_all_present,
    open_check_in,
    take_attendance,
)
from workshops.attendance_forms import AttendanceForm, CheckInForm, HeadcountForm, OneTickForm
from workshops.attendance_sheet import sheet_of
from workshops.enums import MarkSource, Presence
from workshops.errors import KeyUsedError, NoSuchCodeError, NotRegisteredError
from workshops.models import Attendance, Event, EventSession, SessionCode
from workshops.running import event_of
from workshops.views import visible_event


def found_session(request: HttpRequest, slug: str, key: uuid.UUID) -> EventSession:
    """A session that asks for attendance, of an event that this person runs."""
    event = event_of(request, slug)
    session = get_object_or_404(event.sessions, key=key)
    if not session.counts_for_attendance:
        raise Http404
    return session


@require_safe
def sessions(request: HttpRequest, slug: str) -> HttpResponse:
    """The sessions of an event, the one under way first at hand; and how many were there without names."""
    event = event_of(request, slug)
    return show_sessions(
        request, event, HeadcountForm(initial=dict(event.headcounts.values_list("actor_type", "people")))
    )


def show_sessions(request: HttpRequest, event: Event, form: HeadcountForm, status: int = 200) -> HttpResponse:
    read = programme.readable(event.pk)
    there = Attendance.objects.filter(session__event=event).exclude(presence=Presence.ABSENT)
    counted: dict[int, int] = {}
    for pk in there.values_list("session", flat=True):
        counted[pk] = counted.get(pk, 0) + 1
    days = [
        (
            day,
            [(row, counted.get(row.session.pk, 0)) for row in day.rows if row.session.counts_for_attendance],
        )
        for day in programme.days_of(read, timezone.now())
    ]
    context = {"event": event, "days": days, "form": form}
    return render(request, "workshops/attendance/sessions.html", context, status=status)


@require_POST
def headcounts(request: HttpRequest, slug: str) -> HttpResponse:
    """How many of each type of organization were there."""
    event = event_of(request, slug)
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        return show_sessions(request, event, form, status=422)
    keep_headcounts(event=event, counts=form.counts(), by=request.user, now=timezone.now())
    messages.success(request, _("The numbers are kept."))
    return SeeOther(reverse("teach_events:attendance", args=[slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """The sheet of one session: all present, then the exceptions."""
    found = found_session(request, slug, key)
    if request.method == "POST" and request.headers.get("Accept", "") == "application/json":
        return one_tick(request, found)
    rows = sheet_of(found)
    form = AttendanceForm(request.POST or None, rows=rows, initial={"uuid": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            return taken(request, found, form)
        except KeyUsedError as error:
            form.add_error(None, str(error))
    context = {
        "event": found.event,
        "session": found,
        "rows": rows,
        "form": form,
        "presences": Presence.choices,
        "there": sum(row.presence not in {"", Presence.ABSENT} for row in rows),
        "unmarked": sum(not row.presence for row in rows),
    }
    status = 422 if form.errors else 200
    return render(request, "workshops/attendance/session.html", context, status=status)


def taken(request: HttpRequest, found: EventSession, form: AttendanceForm) -> HttpResponse:
    """Store the sheet, or mark everybody of whom nothing was said."""
    now = timezone.now()
    if "all" in request.POST:
        number = mark_all_present(session=found, key=form.cleaned_data["uuid"], by=request.user, now=now)
    else:
        source = MarkSource.SHEET if form.cleaned_data["numbers"] else MarkSource.TEAM
        number = take_attendance(session=found, ticks=form.ticks(), source=source, by=request.user, now=now)
    sentence = ngettext("%(number)s mark is kept.", "%(number)s marks are kept.", number)
    messages.success(request, sentence % {"number": number})
    return SeeOther(request.path)


def one_tick(request: HttpRequest, found: EventSession) -> HttpResponse:
    """One tick that a phone sends by itself; the same key again is answered as the first time."""
    form = OneTickForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": _("This tick cannot be read. Load the page again.")}, status=422)
    mine = expected(found).filter(public_id=form.cleaned_data["person"]).first()
    if mine is None:
        return JsonResponse({"error": _("This person is not on the sheet any more.")}, status=409)
    data = form.cleaned_data
    tick = Tick(data["uuid"], mine, data["presence"], data["happened_at"])
    try:
        take_attendance(
            session=found, ticks=[tick], source=MarkSource.TEAM, by=request.user, now=timezone.now()
        )
    except KeyUsedError as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({"kept": str(data["uuid"])})


@require_safe
def printed_sheet(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """The sheet to sign on paper; its numbers are those that are typed afterwards."""
    found = found_session(request, slug, key)
    context = {"event": found.event, "session": found, "rows": sheet_of(found)}
    return render(request, "workshops/attendance/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """The code of a session, to be shown in the room."""
    found = found_session(request, slug, key)
    if request.method == "POST":
        if "close" in request.POST:
            close_check_in(session=found, now=timezone.now())
        else:
            open_check_in(session=found, by=request.user, now=timezone.now())
        return SeeOther(request.path)
    row = SessionCode.objects.filter(session=found, closes_at__gt=timezone.now()).first()
    there = Attendance.objects.filter(session=found).exclude(presence=Presence.ABSENT).count()
    context = {"event": found.event, "session": found, "row": row, "there": there}
    return render(request, "workshops/attendance/code.html", context)


@require_safe
@never_cache
def code_picture(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """The code as a picture for telephones; it leads to the page where one checks in."""
    found = found_session(request, slug, key)
    row = get_object_or_404(SessionCode, session=found, closes_at__gt=timezone.now())
    address = request.build_absolute_uri(f"{reverse('check_in', args=[slug])}?code={row.code}")
    return HttpResponse(as_svg(address), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_check_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Saying that one is here. Opening the page says nothing yet."""
    event = visible_event(request, slug)
    if not (request.is_known and request.user.is_authenticated):
        return SeeOther(f"{reverse('account_login')}?next={quote(request.get_full_path())}")
    form = CheckInForm(
        request.POST if request.method == "POST" else None,
        initial={"uuid": uuid.uuid4(), "code": request.GET.get("code", "")[:20]},
    )
    checked = None
    if request.method == "POST" and form.is_valid():
        checked = try_to_check_in(request, event, form)
    context = {"event": event, "form": form, "session": checked}
    return render(request, "workshops/attendance/check_in.html", context, status=422 if form.errors else 200)


def try_to_check_in(request: HttpRequest, event: Event, form: CheckInForm) -> EventSession | None:
    """The session somebody is in now; None when the form says why not."""
    data = form.cleaned_data
    try:
        return check_in(
            event=event, person=request.user, code=data["code"], key=data["uuid"], now=timezone.now()
        )
    except (NoSuchCodeError, NotRegisteredError, KeyUsedError) as error:
        form.add_error("code", str(error))
        return None
