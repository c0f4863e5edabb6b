"""Addresses of registering and of calendar files; `running` stands under /teach/events/."""

from django.urls import path

from base.urls import in_languages
from workshops import calendar_views, registration_desk_views, registration_views

urlpatterns = [
    path(
        in_languages("events/<slug:slug>/registration/", "eventos/<slug:slug>/registro/"),
        registration_views.registration,
        name="registration",
    ),
    path(
        in_languages("events/<slug:slug>/registration/cancel/", "eventos/<slug:slug>/registro/cancelar/"),
        registration_views.cancellation,
        name="registration_cancellation",
    ),
    path(
        in_languages("events/<slug:slug>/registration/confirm/", "eventos/<slug:slug>/registro/confirmar/"),
        registration_views.confirmation,
        name="registration_confirmation",
    ),
    path(
        in_languages(
            "events/<slug:slug>/invitation/<str:token>/", "eventos/<slug:slug>/invitacion/<str:token>/"
        ),
        registration_views.invitation,
        name="invitation",
    ),
    path(
        in_languages("events/<slug:slug>/event.ics", "eventos/<slug:slug>/evento.ics"),
        calendar_views.event_calendar,
        name="event_calendar",
    ),
    path(
        in_languages(
            "events/<slug:slug>/sessions/<uuid:key>/session.ics",
            "eventos/<slug:slug>/sesiones/<uuid:key>/sesion.ics",
        ),
        calendar_views.session_calendar,
        name="session_calendar",
    ),
    path(in_languages("my-events/", "mis-eventos/"), registration_views.my_events, name="my_events"),
    path(
        in_languages("my-events/agenda.ics", "mis-eventos/agenda.ics"),
        calendar_views.own_agenda,
        name="own_agenda",
    ),
    path(
        in_languages("my-events/address/", "mis-eventos/direccion/"),
        registration_views.agenda_address,
        name="agenda_address",
    ),
    path(
        in_languages("calendar/<str:token>.ics", "calendario/<str:token>.ics"),
        calendar_views.agenda_feed,
        name="agenda_feed",
    ),
]

running = [
    path(
        in_languages("<slug:slug>/registrations/", "<slug:slug>/registros/"),
        registration_desk_views.registrations,
        name="registrations",
    ),
    path(
        in_languages("<slug:slug>/registrations/file.csv", "<slug:slug>/registros/archivo.csv"),
        registration_desk_views.registrations_file,
        name="registrations_file",
    ),
    path(
        in_languages("<slug:slug>/registrations/decisions/", "<slug:slug>/registros/decisiones/"),
        registration_desk_views.decisions,
        name="registration_decisions",
    ),
    path(
        in_languages("<slug:slug>/registrations/new/", "<slug:slug>/registros/nuevo/"),
        registration_desk_views.by_hand,
        name="registration_by_hand",
    ),
    path(
        in_languages("<slug:slug>/registrations/questions/", "<slug:slug>/registros/preguntas/"),
        registration_desk_views.questions,
        name="questions",
    ),
    path(
        in_languages(
            "<slug:slug>/registrations/questions/<uuid:key>/", "<slug:slug>/registros/preguntas/<uuid:key>/"
        ),
        registration_desk_views.questions,
        name="question",
    ),
    path(
        in_languages("<slug:slug>/registrations/questions/removal/", "<slug:slug>/registros/preguntas/baja/"),
        registration_desk_views.question_removal,
        name="question_removal",
    ),
    path(
        in_languages("<slug:slug>/registrations/invitations/", "<slug:slug>/registros/invitaciones/"),
        registration_desk_views.invitations,
        name="invitations",
    ),
    path(
        in_languages(
            "<slug:slug>/registrations/invitations/removal/", "<slug:slug>/registros/invitaciones/baja/"
        ),
        registration_desk_views.invitation_removal,
        name="invitation_removal",
    ),
    path(
        in_languages("<slug:slug>/cancellation/", "<slug:slug>/cancelacion/"),
        registration_desk_views.calling_off,
        name="calling_off",
    ),
]
