"""Materials as they are found: on one shelf for all events, and session by session for one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from base.facets import FacetKind
from people.rules import may_teach
from reference.terms import term_labels
from workshops.enums import MaterialKind
from workshops.models import Event, EventSession, Material

LANGUAGE_NAMES = {"es": "Español", "en": "English"}


@dataclass(frozen=True)
class SessionShelf:
    """The materials of one session; of the whole event without one."""

    session: EventSession | None
    materials: list[Material]


def visible_materials(user) -> list[Material]:
    """Everything this person may open, in the order of the programmes; four queries."""
    rows = Material.objects.visible_to(user).in_order()
    return list(rows.select_related("event", "session", "author").prefetch_related("files"))


def facet_kinds(materials: Iterable[Material]) -> list[FacetKind]:
    """What materials are filtered by."""
    events = {one.event.slug: one.event.title for one in materials}
    return [
        FacetKind("kind", _("Kind"), dict(MaterialKind.choices), lambda one: (one.kind,)),
        FacetKind("event", _("Event"), events, lambda one: (one.event.slug,)),
        FacetKind("phase", _("Phase of the protocol"), term_labels("protocol_phase"), lambda one: one.phases),
        FacetKind("audience", _("For whom"), term_labels("audience"), lambda one: one.event.audience),
        FacetKind("language", _("Language"), LANGUAGE_NAMES, lambda one: one.languages()),
    ]


def shelves_of(event: Event, materials: Iterable[Material]) -> list[SessionShelf]:
    """The materials of an event by session, those of the whole event first; sessions without any are left out."""
    by_session: dict[int | None, list[Material]] = {}
    for one in materials:
        by_session.setdefault(one.session_id, []).append(one)
    sessions = [None, *event.sessions.all()]
    return [
        SessionShelf(session, by_session[session.pk if session else None])
        for session in sessions
        if (session.pk if session else None) in by_session
    ]


def sees_notes(user, material: Material) -> bool:
    """Whether this person reads what is for those who teach: notes of slides, keys of tests."""
    return may_teach(user) or Event.objects.run_by(user).filter(pk=material.event_id).exists()


def event_part(event: Event, person) -> dict:
    """What the page of an event says of its materials."""
    return {"material_count": Material.objects.visible_to(person).filter(event=event).count()}
