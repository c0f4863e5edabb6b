"""The registrations of an event as its team reads them, on a page and in a table."""

from collections import Counter
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.enums import RegistrationStatus
from workshops.models import Event, Registration, RegistrationQuestion
from workshops.registration_forms import answers_in_words, in_words


def rows_of(event: Event, filters: dict[str, str]):
    """Those that fit; the ones that wait for the team come first, then the queue in its order."""
    rows = Registration.objects.filter(event=event).select_related("person", "organization", "track")
    if "status" in filters:
        rows = rows.filter(status=filters["status"])
    if "track" in filters:
        rows = rows.filter(track__key=filters["track"])
    return rows.order_by("queued_at", "pk")


def counts_of(event: Event) -> list[tuple[str, str, int]]:
    """Code, words and number of each status there is."""
    found = Counter(Registration.objects.filter(event=event).values_list("status", flat=True))
    return [(code, label, found[code]) for code, label in RegistrationStatus.choices if found[code]]


def shown(event: Event, registrations: list[Registration]) -> list[dict]:
    """What a page shows of each: the place in the queue, and the answers."""
    questions = list(RegistrationQuestion.objects.filter(event=event))
    queue = list(Registration.objects.filter(event=event).waiting().values_list("pk", flat=True))
    places = {pk: number for number, pk in enumerate(queue, 1)}
    return [
        {
            "registration": one,
            "place": places.get(one.pk, 0),
            "answers": answers_in_words(questions, one.answers),
        }
        for one in registrations
    ]


def table_of(event: Event, filters: dict[str, str]) -> Iterator[list[object]]:
    """The rows of the export, the first with the names of its columns."""
    questions = list(RegistrationQuestion.objects.filter(event=event))
    yield [
        *(_("Name"), _("E-mail"), _("Status"), _("Organization"), _("Type of organization"), _("Track")),
        *(_("Registered"), _("Seat kept until"), _("Needs to take part")),
        *(str(question) for question in questions),
    ]
    for one in rows_of(event, filters):
        yield [
            *(one.person.display_name, one.person.email, one.get_status_display()),
            *(one.organization or one.organization_name, one.organization_type, one.track or ""),
            *(day_and_time(one.registered_at), day_and_time(one.offer_ends_at), one.accessibility),
            *(answer_to(question, one) for question in questions),
        ]


def day_and_time(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def answer_to(question: RegistrationQuestion, one: Registration) -> str:
    answer = one.answers.get(str(question.key))
    return in_words(question, answer) if answer else ""
