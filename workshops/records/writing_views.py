"""Writing a record under /teach/: for those on the team of its event; for everybody else it does not exist."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from base.errors import RefusedError
from courses.teaching_forms import PageForm
from workshops.models import Commitment, Event, Finding
from workshops.records import line_actions, publishing_actions
from workshops.records.errors import PasteKeyTakenError
from workshops.records.forms import LinesForm, WordsForm
from workshops.records.grid import links_of
from workshops.records.grid_reader import GridReader
from workshops.records.lines import NotLinesError, read_lines
from workshops.records.names import organizations_for, places
from workshops.records.said import COMMITMENT, plain
from workshops.records.write_page import Box, Returned, record_of, show, words_of
from workshops.running import event_of


def written_event(request: HttpRequest, slug: str) -> Event:
    """The event, if this person writes its record."""
    return event_of(request, slug, "recorded_by")


def back(event: Event, anchor: str = "", page: int = 1) -> HttpResponseRedirect:
    query = f"?page={page}" if page > 1 else ""
    return HttpResponseRedirect(reverse("teach_events:record", args=[event.slug]) + query + anchor)


@never_cache
@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """The page on which the record is written."""
    return show(request, written_event(request, slug), page=PageForm(request.GET).number)


@never_cache
@require_POST
def lines(request: HttpRequest, slug: str) -> HttpResponse:
    """Check pasted lines, or save them: all, or the good ones; what is not saved stays in the box."""
    event, form = written_event(request, slug), LinesForm(request.POST)
    box = Box(request.POST.get("lines", "").replace("\x00", ""), request.POST.get("language", ""))
    if not form.is_valid():
        box.refusal = form.why_not()
        return show(request, event, box=box, status=422)
    box.text, box.language = form.cleaned_data["lines"], form.cleaned_data["language"]
    doing, key = request.POST.get("do", "check"), form.cleaned_data["uuid"]
    digest = line_actions.digest_of(f"{box.language}\n{box.text}")
    try:
        is_repeat = doing != "check" and line_actions.is_saved(event=event, key=key, digest=digest)
        known = set() if is_repeat else said_in(event)
        box.lines = read_lines(box.text, names=organizations_for(request.user), known=known)
        if doing == "check" or not box.good or (box.bad and doing != "keep"):
            box.key = key
            return show(request, event, box=box, status=200 if doing == "check" else 422)
        return save_lines(request, event, box, key, digest)
    except PasteKeyTakenError as error:
        box.refusal = str(error)
        return show(request, event, box=box, status=409)
    except NotLinesError as error:
        box.refusal = str(error)
        return show(request, event, box=box, status=422)


def save_lines(request: HttpRequest, event: Event, box: Box, key: uuid.UUID, digest: str) -> HttpResponse:
    paste = line_actions.add_lines(
        event=event,
        by=request.user,
        lines=box.lines,
        language=box.language,
        key=key,
        digest=digest,
        now=timezone.now(),
        request=request,
    )
    saved = ngettext("%(number)s line is saved.", "%(number)s lines are saved.", paste.count)
    messages.success(request, saved % {"number": paste.count})
    if not box.bad:
        return back(event, "#rows")
    left = Box("\n".join(line.raw for line in box.bad), box.language)
    left.lines = box.bad
    return show(request, event, box=left)


def said_in(event: Event) -> set[tuple[str, str]]:
    """Every line of the record, as lines are compared."""
    findings = Finding.objects.filter(record__event=event).standing().values_list("kind", "text")
    said = {(kind, plain(text)) for kind, texts in findings for text in texts.values()}
    promises = Commitment.objects.filter(event=event).standing().values_list("text", flat=True)
    return said | {(COMMITMENT, plain(text)) for texts in promises for text in texts.values()}


@never_cache
@require_POST
def rows(request: HttpRequest, slug: str) -> HttpResponse:
    """Save the rows that changed; take one out, or put one back. What somebody else changed meanwhile is shown."""
    event, page = written_event(request, slug), PageForm(request.GET).number
    sessions = set(event.sessions.values_list("pk", flat=True))
    reader = GridReader(request.POST, organizations_for(request.user), places(), links_of(event), sessions)
    found = reader.read(event)
    saved = line_actions.save_rows(
        event=event,
        by=request.user,
        findings=found.findings,
        commitments=found.commitments,
        now=timezone.now(),
    )
    if saved.count:
        words = ngettext("%(number)s row is saved.", "%(number)s rows are saved.", saved.count)
        messages.success(request, words % {"number": saved.count})
    take_out_or_put_back(request, event)
    if not (saved.conflicts or found.refused):
        return back(event, "#rows", page)
    conflicts = {str(key): row for key, row in saved.conflicts.items()}
    returned = Returned(request.POST, found.refused, conflicts)
    return show(request, event, page=page, returned=returned, status=409 if conflicts else 422)


def take_out_or_put_back(request: HttpRequest, event: Event) -> None:
    """What the buttons beside rows ask for."""
    act, _colon, text = request.POST.get("do", "").partition(":")
    verbs = {
        "remove": (
            line_actions.remove_line,
            _("The line is taken out. Under “Taken out” you can put it back."),
        ),
        "restore": (line_actions.restore_line, _("The line is back in the record.")),
    }
    if act not in verbs:
        return
    verb, done = verbs[act]
    try:
        verb(event=event, by=request.user, key=uuid.UUID(text), now=timezone.now(), request=request)
    except ValueError as error:
        raise Http404 from error
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)


@never_cache
@require_POST
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """Save summary, method, limitations, and who was in the room."""
    event = written_event(request, slug)
    record = record_of(event)
    labels = record.presences.filter(actor_type="") if record.pk else []
    form = WordsForm(request.POST, labels=labels)
    if not form.is_valid():
        error = next(str(one) for errors in form.errors.values() for one in errors)
        return show(request, event, words=typed_words(request, record.version, error), status=422)
    saved = line_actions.save_words(
        event=event,
        by=request.user,
        words=form.words(),
        room=form.room(),
        version=form.cleaned_data["version"],
        now=timezone.now(),
    )
    if saved is None:
        record = record_of(event)
        kept = typed_words(request, record.version, "") | {"theirs": words_of(record)["values"]}
        return show(request, event, words=kept, status=409)
    messages.success(request, _("Saved."))
    return back(event, "#words")


def typed_words(request: HttpRequest, version: int, error: str) -> dict:
    """The words as they were typed."""
    values = {
        f"{name}_{code}": request.POST.get(f"{name}_{code}", "")
        for name in line_actions.WORDS
        for code in ("es", "en")
    }
    return {"version": version, "values": values, "theirs": None, "error": error, "data": request.POST}


@never_cache
@require_POST
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the record to review."""
    event = written_event(request, slug)
    return done_or_said(
        request,
        event,
        lambda: publishing_actions.submit_record(
            event=event, by=request.user, now=timezone.now(), request=request
        ),
        _("The record is sent to review. You can go on writing; then it needs another look."),
    )


@never_cache
@require_POST
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the record, or take it down."""
    event = written_event(request, slug)
    if request.POST.get("do") == "unpublish":
        verb, done = publishing_actions.unpublish_record, _("The record is no longer public.")
    else:
        verb, done = publishing_actions.publish_record, _("The record is published.")
    return done_or_said(
        request,
        event,
        lambda: verb(event=event, by=request.user, now=timezone.now(), request=request),
        done,
    )


def done_or_said(request: HttpRequest, event: Event, act, done: str) -> HttpResponse:
    try:
        act()
    except RefusedError as error:
        messages.error(request, str(error))
        return show(request, event, status=422)
    messages.success(request, done)
    return back(event)
