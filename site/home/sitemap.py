"""Every public address with its counterparts in the other languages."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from base.enums import FactStatus, Language
from organizations.models import Organization
from reference.models import GlossaryTerm, Provision, Statistic
from workshops.enums import EventKind
from workshops.models import Event

SHELVES = ("glossary", "law", "figures")
ROWS = {"glossary_term": GlossaryTerm, "provision": Provision, "statistic": Statistic}


@dataclass(frozen=True)
class SitemapEntry:
    """One address; `alternates` are the addresses of the same thing by language, itself included."""

    url: str
    alternates: dict[str, str]
    changed_at: datetime.datetime | None = None


def sitemap_entries() -> list[SitemapEntry]:
    return [*page_entries(), *reference_entries(), *organization_entries(), *event_entries()]


def page_entries() -> Iterator[SitemapEntry]:
    """The published pages that everybody may read."""
    pages = list(Page.objects.live().public().filter(depth__gt=1).select_related("locale").order_by("path"))
    versions: dict = {}
    for page in pages:
        versions.setdefault(page.translation_key, {})[page.locale.language_code] = page.url
    for page in pages:
        if page.url:
            yield SitemapEntry(page.url, versions[page.translation_key], page.last_published_at)


def reference_entries() -> Iterator[SitemapEntry]:
    """The reference shelf, which exists in every language."""
    for name in SHELVES:
        yield from in_every_language(name)
    for name, model in ROWS.items():
        for code in model.objects.order_by("code").values_list("code", flat=True):
            yield from in_every_language(name, code)


def organization_entries() -> Iterator[SitemapEntry]:
    """Organizations that everybody may see; what is made up is not for search engines."""
    yield from in_every_language("organizations")
    shown = Organization.objects.visible_to(AnonymousUser()).real().order_by("code")
    for code in shown.values_list("code", flat=True):
        yield from in_every_language("organization", code)


def event_entries() -> Iterator[SitemapEntry]:
    """Public events; what is made up is not for search engines."""
    yield from in_every_language("workshops")
    yield from in_every_language("forums")
    shown = Event.objects.public().exclude(fact_status=FactStatus.ILLUSTRATIVE).order_by("slug")
    for slug, kind in shown.values_list("slug", "kind"):
        yield from in_every_language("forum" if kind == EventKind.FORUM else "workshop", slug)


def in_every_language(name: str, *args: str) -> Iterator[SitemapEntry]:
    urls = {}
    for language in Language.values:
        with override(language):
            urls[language] = reverse(name, args=args)
    yield from (SitemapEntry(url, urls) for url in urls.values())
