"""Worksheets: writing rows, seeing those of the room as they come, and keeping them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.sheets import csv_file
from courses.see_other import SeeOther
from workshops.enums import SEATED, FilledBy
from workshops.errors import ChangedMeanwhileError, KeyUsedError, WorksheetClosedError
from workshops.exercise_actions import Writer, add_entry, change_entry, rate, set_removed
from workshops.exercise_fields import fields_of, words_in
from workshops.exercise_forms import EntryForm, RatingForm, WorksheetForm
from workshops.exercise_results import results_of, rows_of, shown_row, stamp_of
from workshops.models import Entry, Event, PriorityScore, Worksheet
from workshops.running import event_of


def found_sheet(request: HttpRequest, key: uuid.UUID) -> Worksheet:
    """The worksheet, for those who are at its event. Others learn nothing of it."""
    if not (request.is_known and request.user.is_authenticated):
        raise Http404
    rows = Worksheet.objects.visible_to(request.user).select_related("event", "session")
    return get_object_or_404(rows, key=key)


def writer_for(request: HttpRequest, sheet: Worksheet, table_no: int | None = None) -> Writer:
    """Who this person writes as."""
    mine = sheet.event.registrations.filter(person=request.user, status__in=SEATED).select_related(
        "organization"
    )
    registration = mine.first()
    is_team = Event.objects.recorded_by(request.user).filter(pk=sheet.event_id).exists()
    if sheet.filled_by == FilledBy.TABLE and table_no is None:
        table_no = request.session.get(f"table-{sheet.event.slug}")
    return Writer(request.user, registration.organization if registration else None, table_no, is_team)


@require_safe
@never_cache
def worksheet(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One's own rows with a form for the next, and the rows of the room."""
    sheet = found_sheet(request, key)
    return show(request, sheet)


def show(
    request: HttpRequest, sheet: Worksheet, *, form: EntryForm | None = None, status: int = 200, **more
) -> HttpResponse:
    writer = writer_for(request, sheet)
    initial = {"uuid": uuid.uuid4(), "table_no": writer.table_no}
    own = [entry for entry in rows_of(sheet) if writer.owns(entry, sheet.filled_by)]
    fields = fields_of(sheet)
    context = {
        "sheet": sheet,
        "event": sheet.event,
        "form": form or EntryForm(worksheet=sheet, initial=initial),
        "own": [shown_row(fields, entry) for entry in own],
        "sees_all": sheet.shows_results or writer.is_team,
        "is_team": writer.is_team,
        **results_context(request, sheet),
        **more,
    }
    return render(request, "workshops/exercises/worksheet.html", context, status=status)


def results_context(request: HttpRequest, sheet: Worksheet) -> dict:
    mine = PriorityScore.objects.filter(person=request.user, entry__worksheet=sheet)
    return results_of(sheet) | {"rated": set(mine.values_list("entry", flat=True))}


@require_safe
def results(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The rows of the room alone, asked for every few seconds: 304 while nothing changed."""
    sheet = found_sheet(request, key)
    writer = writer_for(request, sheet)
    if not (sheet.shows_results or writer.is_team):
        raise Http404
    etag = f'"{stamp_of(sheet, get_language(), request.user.pk)}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    # Compression makes a validator a weak one.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
        return HttpResponse(status=304, headers=headers)
    context = {"sheet": sheet, "event": sheet.event, **results_context(request, sheet)}
    response = render(request, "workshops/exercises/results.html", context)
    for name, value in headers.items():
        response[name] = value
    return response


@require_POST
def entries(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A new row."""
    sheet = found_sheet(request, key)
    form = EntryForm(request.POST, worksheet=sheet)
    if not form.is_valid():
        return show(request, sheet, form=form, status=422)
    table_no = form.cleaned_data.get("table_no")
    if table_no:
        request.session[f"table-{sheet.event.slug}"] = table_no
    try:
        add_entry(
            worksheet=sheet,
            writer=writer_for(request, sheet, table_no),
            key=form.cleaned_data["uuid"],
            values=form.values(),
            now=timezone.now(),
        )
    except (WorksheetClosedError, KeyUsedError) as error:
        form.add_error(None, str(error))
        return show(request, sheet, form=form, status=409)
    messages.success(request, _("Your row is kept."))
    return SeeOther(reverse("worksheet", args=[key]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def entry(request: HttpRequest, key: uuid.UUID, entry_key: uuid.UUID) -> HttpResponse:
    """One row, for those whose it is."""
    sheet, row = found_entry(request, key, entry_key)
    initial = {**row.values, "uuid": row.pk, "version": row.version, "table_no": row.table_no}
    form = EntryForm(request.POST if request.method == "POST" else None, worksheet=sheet, initial=initial)
    theirs = None
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return changed(request, sheet, row, form)
            except ChangedMeanwhileError as error:
                theirs, status = shown_row(fields_of(sheet), error.row), 409
                form.add_error(None, str(error))
            except WorksheetClosedError as error:
                form.add_error(None, str(error))
                status = 409
    context = {"sheet": sheet, "event": sheet.event, "row": row, "form": form, "theirs": theirs}
    return render(request, "workshops/exercises/entry.html", context, status=status)


def changed(request: HttpRequest, sheet: Worksheet, row: Entry, form: EntryForm) -> HttpResponse:
    change_entry(
        entry=row,
        writer=writer_for(request, sheet),
        version=form.cleaned_data.get("version") or 0,
        values=form.values(),
        now=timezone.now(),
    )
    messages.success(request, _("Your row is kept."))
    return SeeOther(reverse("worksheet", args=[sheet.key]))


def found_entry(request: HttpRequest, key: uuid.UUID, entry_key: uuid.UUID) -> tuple[Worksheet, Entry]:
    """A row that this person may write; 404 for others' rows."""
    sheet = found_sheet(request, key)
    row = get_object_or_404(Entry, pk=entry_key, worksheet=sheet)
    if not writer_for(request, sheet).owns(row, sheet.filled_by):
        raise Http404
    return sheet, row


@require_POST
def entry_removal(request: HttpRequest, key: uuid.UUID, entry_key: uuid.UUID) -> HttpResponse:
    """Take a row out, or bring it back."""
    sheet, row = found_entry(request, key, entry_key)
    is_removed = "back" not in request.POST
    try:
        set_removed(entry=row, is_removed=is_removed, now=timezone.now())
    except WorksheetClosedError as error:
        messages.error(request, str(error))
        return redirect("worksheet", sheet.key)
    return show(request, sheet, removed=row) if is_removed else SeeOther(reverse("worksheet", args=[key]))


@require_POST
def rating(request: HttpRequest, key: uuid.UUID, entry_key: uuid.UUID) -> HttpResponse:
    """Four marks for a priority of the room."""
    sheet = found_sheet(request, key)
    row = get_object_or_404(sheet.entries.standing(), pk=entry_key)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return show(request, sheet, rating=form, rated_entry=row, status=422)
    try:
        rate(entry=row, person=request.user, scores=form.cleaned_data, now=timezone.now())
    except WorksheetClosedError as error:
        messages.error(request, str(error))
    return SeeOther(f"{reverse('worksheet', args=[key])}#results")


@require_safe
def worksheet_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """All rows for a spreadsheet, for the team and for rooms that see them."""
    sheet = found_sheet(request, key)
    if not (sheet.shows_results or writer_for(request, sheet).is_team):
        raise Http404
    fields = fields_of(sheet)
    lines = [[words_in(field, entry.values.get(field.name)) for field in fields] for entry in rows_of(sheet)]
    return csv_file(f"{sheet.event.slug}-worksheet", [[field.label for field in fields], *lines])


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """The worksheets of an event, for its team: make one, open it, close it."""
    event = event_of(request, slug)
    form = WorksheetForm(request.POST if request.method == "POST" else None, event=event)
    if request.method == "POST" and form.is_valid():
        form.instance.order = event.worksheets.count()
        form.save()
        messages.success(request, _("The worksheet is there. Open it when its session begins."))
        return SeeOther(reverse("teach_events:worksheets", args=[slug]))
    found = event.worksheets.select_related("session")
    context = {"event": event, "sheets": found, "form": form}
    return render(request, "workshops/exercises/sheets.html", context, status=422 if form.errors else 200)


@require_POST
def sheet_opening(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """Open a worksheet for writing, or close it."""
    event = event_of(request, slug)
    sheet = get_object_or_404(event.worksheets, key=key)
    sheet.is_open = "open" in request.POST
    sheet.save(update_fields=["is_open"])
    return SeeOther(reverse("teach_events:worksheets", args=[slug]))
