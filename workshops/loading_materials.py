"""Materials from the content files `content/materials/<event>/*.yaml`, each with everything it says.

What a person changed stays as it is; what was deleted never comes back.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail import blocks

from base.blocks import TranslatedTextBlock
from media.enums import Licence
from organizations.models import Organization
from reference.keeping import Outcome, Report
from reference.loading import MissingRowError, find, read, sources_of, text
from reference.models import LoadedRow, Provision
from safeguarding import publication
from safeguarding.actions import note_loaded
from workshops.blocks import MaterialBody
from workshops.loading_events import HALF, event_key, told
from workshops.models import Event, EventSession, Material

Row = Mapping[str, Any]
KIND = "workshops.material"


def load_materials(folder: Path) -> Report:
    """Load every material in `folder/materials`; one that cannot be read is left out and named in the report."""
    report = Report()
    events = {event.slug: event for event in Event.objects.all()}
    for path in sorted((Path(folder) / "materials").glob("*/*.yaml")):
        slug, name = path.parent.name, f"{path.parent.name}/{path.stem}"
        if slug not in events:
            continue
        try:
            outcome = keep_material(events[slug], path.stem, read(path.parent, path.stem))
            report.note(f"{KIND} {name}", outcome)
        except (KeyError, ValueError, TypeError, MissingRowError) as error:
            report.left_out[f"materials {name}"] = f"{type(error).__name__}: {error}"
    return report


@transaction.atomic
def keep_material(event: Event, name: str, row: Row) -> Outcome:
    """The material as its file says, unless a person changed or deleted it."""
    key = event_key(event.slug, "material", name)
    memory = LoadedRow.objects.filter(kind=KIND, key=str(key)).values_list("fingerprint", flat=True).first()
    wanted = hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()[:HALF]
    material = Material.objects.filter(key=key).first()
    if material is None and memory:
        return Outcome.KEPT
    if material is not None and (memory is None or not memory.startswith(said(material))):
        return Outcome.KEPT
    if material is not None and memory.endswith(wanted):
        return Outcome.UNCHANGED
    outcome = Outcome.UPDATED if material else Outcome.CREATED
    material = write(material or Material(key=key, event=event, live=False), row)
    LoadedRow.objects.update_or_create(
        kind=KIND, key=str(key), defaults={"fingerprint": f"{said(material)}:{wanted}"}
    )
    return outcome


def said(material: Material) -> str:
    """A checksum of what is stored, and of whether somebody drafted something else."""
    words = {name: value for name, value in told(material).items() if name not in {"changed_at", "body"}}
    body = publication.without_ids(material.body.get_prep_value())
    text_ = json.dumps([words, body, material.has_unpublished_changes], sort_keys=True, default=str)
    return hashlib.sha256(text_.encode()).hexdigest()[:HALF]


def write(material: Material, row: Row) -> Material:
    for name in ("title", "summary"):
        setattr(material, name, text(row.get(name)))
    material.kind = row["kind"]
    material.audience = row.get("audience", "public")
    material.phases = row.get("phases", [])
    material.version = str(row.get("version", "1"))
    material.licence = row.get("licence", Licence.OWN)
    material.fact_status = row.get("fact_status", "teaching_design")
    material.sort_order = row.get("order", 0)
    material.author = find(Organization, row.get("author"))
    material.session = session_of(material.event, row.get("session"))
    material.body = body_of(row.get("body", ()), material.key)
    material.live = material.live and not publication.concerns_children(material)
    material.save()
    material.sources.set(sources_of(row))
    material.save()
    if publication.concerns_children(material):
        note_loaded(subject=material, now=timezone.now())
    material.save_revision().publish()
    return Material.objects.get(pk=material.pk)


def session_of(event: Event, code: str | None) -> EventSession | None:
    if code is None:
        return None
    found = event.sessions.filter(key=event_key(event.slug, "session", code)).first()
    if found is None:
        raise MissingRowError(f"the event has no session {code!r}")
    return found


def body_of(rows: list[Row], key: uuid.UUID) -> str:
    """The blocks of a file (mappings from kind to value) as the stream stores them, with stable ids."""
    stream = MaterialBody()
    raw = []
    for number, entry in enumerate(rows):
        ((name, value),) = entry.items()
        if name not in stream.child_blocks:
            raise ValueError(f"there is no block {name!r}")
        place = f"{key}/{number}"
        raw.append(
            {
                "type": name,
                "id": str(uuid.uuid5(key, place)),
                "value": value_of(stream.child_blocks[name], value, place, key),
            }
        )
    return json.dumps(raw)


def value_of(block: blocks.Block, given: Any, place: str, key: uuid.UUID) -> Any:
    if isinstance(block, TranslatedTextBlock):
        return dict(text(given))
    if isinstance(block, blocks.ChooserBlock):
        return find(Provision, given).pk
    if isinstance(block, blocks.StructBlock):
        unknown = set(given) - set(block.child_blocks)
        if unknown:
            raise ValueError(f"nothing shows {sorted(unknown)}")
        named = block.child_blocks.items()
        return {
            name: value_of(child, given.get(name), f"{place}/{name}", key)
            for name, child in named
            if name in given
        }
    if isinstance(block, blocks.ListBlock):
        return [
            {
                "type": "item",
                "id": str(uuid.uuid5(key, f"{place}/{number}")),
                "value": value_of(block.child_block, one, f"{place}/{number}", key),
            }
            for number, one in enumerate(given or ())
        ]
    return given
