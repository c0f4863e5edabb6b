"""Addresses of attendance and of the people of an event."""

from django.urls import path

from base.urls import in_languages
from workshops import attendance_views as attendance
from workshops import people_views as people

SHEET_EN, SHEET_ES = "<slug:slug>/attendance/<uuid:key>/", "<slug:slug>/asistencia/<uuid:key>/"
running = [
    path(
        in_languages("<slug:slug>/attendance/", "<slug:slug>/asistencia/"),
        attendance.sessions,
        name="attendance",
    ),
    path(
        in_languages("<slug:slug>/attendance/numbers/", "<slug:slug>/asistencia/numeros/"),
        attendance.headcounts,
        name="headcounts",
    ),
    path(in_languages(SHEET_EN, SHEET_ES), attendance.session, name="sheet"),
    path(
        in_languages(f"{SHEET_EN}print/", f"{SHEET_ES}imprimir/"),
        attendance.printed_sheet,
        name="printed_sheet",
    ),
    path(in_languages(f"{SHEET_EN}code/", f"{SHEET_ES}codigo/"), attendance.code, name="session_code"),
    path(
        in_languages(f"{SHEET_EN}code.svg", f"{SHEET_ES}codigo.svg"),
        attendance.code_picture,
        name="code_picture",
    ),
    path(in_languages("<slug:slug>/people/", "<slug:slug>/personas/"), people.people, name="people"),
    path(
        in_languages("<slug:slug>/people.csv", "<slug:slug>/personas.csv"),
        people.people_file,
        name="people_file",
    ),
    path(
        in_languages("<slug:slug>/people/message/", "<slug:slug>/personas/mensaje/"),
        people.message,
        name="message",
    ),
]
urlpatterns = [
    path(
        in_languages("events/<slug:slug>/check-in/", "eventos/<slug:slug>/presente/"),
        attendance.own_check_in,
        name="check_in",
    )
]
