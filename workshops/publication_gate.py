"""Events that are about children pass the publication gate: their words need a second person's review."""

import hashlib
import json
from collections.abc import Mapping

from django.urls import reverse

from base.translated import Translated
from courses.publication_gate import says_children
from safeguarding import publication
from workshops.addresses import address_of
from workshops.models import Event, EventSession, Material, SessionPart

EVENT_WORDS = (
    "kind title summary objective outcomes provenance date_note venue population content_notes phases fact_status"
).split()
SESSION_WORDS = "kind title objective summary phases content_notes room".split()
PART_WORDS = "role organization_id label contribution fact_status".split()


def concerns_children(event: Event) -> bool:
    """Whether it is about children, or was until now: leaving the gate takes a second person's word, too."""
    if says_children(event.population):
        return True
    if event.pk is None:
        return False
    stored = Event.objects.filter(pk=event.pk).values_list("live", "population").first()
    is_public, population = stored or (False, [])
    return says_children(population) if is_public else publication.was_judged(Event, [event.pk])


def says_it(event: Event) -> bool:
    return says_children(event.population)


def event_fingerprint(event: Event) -> str:
    """A checksum of what the event says: its words, not its seats, days and rooms' numbers."""
    said = {
        **said_by(event, EVENT_WORDS),
        "tracks": [said_by(track, ["name"]) for track in event.tracks.all()],
        "sources": sorted(source.pk for source in event.sources.all()),
        "sessions": [session_words(session) for session in event.sessions.all()],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def session_words(session: EventSession) -> dict:
    parts = [said_by(part, PART_WORDS) for part in session.parts.all()]
    return {**said_by(session, SESSION_WORDS), "parts": parts}


def said_by(row: Event | EventSession | SessionPart | Material, names: list[str]) -> dict:
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: object) -> object:
    return dict(value) if isinstance(value, Translated | Mapping) else value


def material_concerns_children(material: Material) -> bool:
    """Whether its event is about children."""
    return says_children(material.event.population)


def material_fingerprint(material: Material) -> str:
    """A checksum of what the material says, its files included."""
    said = {
        **said_by(material, ["kind", "title", "summary", "phases", "fact_status"]),
        "body": publication.without_ids(material.body.get_prep_value()),
        "files": [[file.language, file.file.name, file.text_alternative] for file in material.files.all()],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def material_address(material: Material) -> str:
    return reverse("material", args=[material.key])


publication.register(
    Material,
    material_concerns_children,
    fingerprint=material_fingerprint,
    row=publication.Row(material_address),
)
publication.register(
    Event,
    concerns_children,
    fingerprint=event_fingerprint,
    says_children=says_it,
    row=publication.Row(address_of),
)
