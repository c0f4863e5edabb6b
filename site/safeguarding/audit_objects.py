"""What the entries of the audit log are about, in words: the log itself holds kinds and identifiers only."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder

from safeguarding import publication, rules
from safeguarding.audit import PUBLIC_KEYS
from safeguarding.models import AuditEntry, ConcernReport, Consent
from safeguarding.waiting import review_address

OWN_PAGES = {Consent: "safeguarding_consent", ConcernReport: "safeguarding_concern"}


@dataclass(frozen=True)
class LoggedObject:
    """The kind in words; what it is called and where it stands, if it is still there and the reader may see it."""

    kind: str
    title: str = ""
    url: str = ""


def objects_of(entries: Iterable[AuditEntry], reader) -> dict[tuple[str, str], LoggedObject]:
    """(kind, key) of each entry → what it is about; one query a kind, and what the right to see it asks."""
    keys = defaultdict(set)
    for entry in entries:
        if entry.subject_type:
            keys[entry.subject_type].add(entry.subject_key)
    finder, found = AdminURLFinder(reader), {}
    for label, wanted in keys.items():
        model = model_of(label)
        rows = rows_by_key(model, wanted) if model else {}
        for key in wanted:
            found[label, key] = logged(model, label, rows.get(key), reader, finder)
    return found


def model_of(label: str) -> type[models.Model] | None:
    """The model of a kind; None once the site knows it no more."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def rows_by_key(model: type[models.Model], keys: set[str]) -> dict[str, models.Model]:
    """Rows by the identifier under which the log names them."""
    found = {}
    for name in [*filter(lambda name: has_field(model, name), PUBLIC_KEYS), "pk"]:
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        fitting = [key for key in keys - found.keys() if fits(field, key)]
        rows = model._default_manager.filter(**{f"{name}__in": fitting}) if fitting else ()
        found |= {str(getattr(row, name)): row for row in rows}
    return found


def has_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def fits(field: models.Field, key: str) -> bool:
    """Whether a column could hold this key; a number is no UUID."""
    if isinstance(field, models.UUIDField):
        try:
            return bool(uuid.UUID(key))
        except ValueError:
            return False
    if isinstance(field, models.OneToOneField):
        return fits(field.target_field, key)
    return key.isdecimal() if isinstance(field, models.IntegerField) else True


def logged(model, label: str, row: models.Model | None, reader, finder: AdminURLFinder) -> LoggedObject:
    kind = str(capfirst(model._meta.verbose_name)) if model else label
    url = address_of(row, reader, finder) if row is not None else ""
    return LoggedObject(kind, str(row), url) if url else LoggedObject(kind)


def address_of(row: models.Model, reader, finder: AdminURLFinder) -> str:
    """Where this reader may look at it; empty when they may not."""
    if type(row) in OWN_PAGES:
        return reverse(OWN_PAGES[type(row)], args=[row.uuid]) if rules.may_safeguard(reader) else ""
    if publication.gate_for(row) and rules.may_safeguard(reader):
        return review_address(type(row), row.pk)
    return finder.get_edit_url(row) or ""
