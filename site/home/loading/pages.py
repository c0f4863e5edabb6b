"""Pages kept in step with content files, without ever overwriting what a person changed.

Every page that was loaded is remembered in each language with a fingerprint of what it says and where
it stands. A page that still has that fingerprint follows the files. Any other page is a person's: it
stays as it is when it was edited (a draft counts), moved, unpublished, or deleted.
"""

import hashlib
import json

from wagtail.models import Locale, Page

from home.loading.files import ContentError
from home.loading.report import LoadReport, Outcome
from home.loading.reviews import publish_reviewed, vouch_for_older, waits_for_a_person
from home.loading.specs import PageSpec, Values, page_key
from home.loading.translations import translate, translated_texts
from reference.models import LoadedRow

ROOT = "root"
WANTED, PRESENT = "home.page wanted", "home.page present"
# What changes without anybody saying anything new, and what follows from the rest.
NOT_SAID = frozenset(
    "pk path depth numchild url_path draft_title content_type owner translation_key locale alias_of"
    " latest_revision latest_revision_created_at live_revision first_published_at last_published_at"
    " locked locked_at locked_by wagtail_admin_comments".split()
)


class PageKeeper:
    """Makes, updates or leaves pages, and reports on them."""

    def __init__(self, report: LoadReport):
        self.report = report
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.remembered = {
            kind: dict(LoadedRow.objects.filter(kind=kind).values_list("key", "fingerprint"))
            for kind in (WANTED, PRESENT)
        }

    def keep(self, spec: PageSpec) -> None:
        """Bring one page in step, in every language; at once when its files did not change."""
        if self.remembered[WANTED].get(spec.key) == spec.fingerprint:
            return self.note(spec, Outcome.UNCHANGED)
        outcome = self.keep_source(spec)
        if outcome is Outcome.KEPT:
            # A translation follows its source; where a person holds the source, they hold both.
            self.note(spec, outcome)
        else:
            self.report.note(spec.key, spec.source, outcome)
            self.keep_translations(spec)
        self.remember(WANTED, spec.key, spec.fingerprint)
        return None

    def vouch(self, spec: PageSpec) -> None:
        """Say of a page that stands as it was loaded that its files were reviewed."""
        for language in (spec.source, *spec.targets):
            page = self.find(spec.key, language)
            if page and self.outcome_for(spec.key, language, page) is Outcome.UPDATED:
                vouch_for_older(page)

    def note(self, spec: PageSpec, outcome: Outcome) -> None:
        for language in (spec.source, *spec.targets):
            self.report.note(spec.key, language, outcome)

    def keep_source(self, spec: PageSpec) -> Outcome:
        page = self.find(spec.key, spec.source)
        outcome = self.outcome_for(spec.key, spec.source, page)
        if outcome is not Outcome.KEPT:
            page = self.write(spec, page)
            self.remember_page(spec.key, page)
        return outcome

    def keep_translations(self, spec: PageSpec) -> None:
        source = self.find(spec.key, spec.source)
        for language in spec.targets:
            outcome = self.outcome_for(spec.key, language, self.find(spec.key, language))
            self.report.note(spec.key, language, outcome)
            if outcome is not Outcome.KEPT:
                wanted = self.unsaved(spec, language)
                self.remember_page(spec.key, translate(source, wanted, self.locales[language]))

    def outcome_for(self, key: str, language: str, page: Page | None) -> Outcome:
        """What may happen to a page: a remembered one that is gone or different is a person's."""
        remembered = self.remembered[PRESENT].get(f"{key} {language}")
        if page is None:
            return Outcome.KEPT if remembered else Outcome.CREATED
        is_ours = remembered == fingerprint(page) and not waits_for_a_person(page)
        return Outcome.UPDATED if is_ours else Outcome.KEPT

    def write(self, spec: PageSpec, page: Page | None) -> Page:
        """Save and publish the page in its source language."""
        if page is None:
            page = self.unsaved(spec, spec.source)
            page.live = False
            self.parent_of(spec).add_child(instance=page)
        else:
            fill(page, spec.values[spec.source])
        publish_reviewed(page.save_revision())
        return self.find(spec.key, spec.source)

    def unsaved(self, spec: PageSpec, language: str) -> Page:
        page = spec.model(locale=self.locales[language], translation_key=spec.translation_key)
        fill(page, spec.values[language])
        return page

    def parent_of(self, spec: PageSpec) -> Page:
        if spec.parent == ROOT:
            return Page.get_first_root_node()
        parent = self.find(spec.parent, spec.source)
        if parent is None:
            raise ContentError(f"{spec.key}: the page above it, {spec.parent!r}, was removed.")
        return parent

    def find(self, key: str, language: str) -> Page | None:
        """The page of this name in a language, as it is in the database now."""
        pages = Page.objects.filter(translation_key=page_key(key), locale=self.locales[language])
        return pages.specific().first()

    def remember_page(self, key: str, page: Page) -> None:
        self.remember(PRESENT, f"{key} {page.locale.language_code}", fingerprint(page))

    def remember(self, kind: str, key: str, print_: str) -> None:
        LoadedRow.objects.update_or_create(kind=kind, key=key, defaults={"fingerprint": print_})
        self.remembered[kind][key] = print_


def fill(page: Page, values: Values) -> None:
    for name, value in values.items():
        setattr(page, name, value)


def fingerprint(page: Page) -> str:
    """A checksum of what a stored page says, where it stands, and what its translators wrote."""
    said = {name: unpacked(value) for name, value in page.serializable_data().items() if name not in NOT_SAID}
    said["parent"] = str(page.get_parent().translation_key)
    said["texts"] = translated_texts(page)
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def unpacked(value: object) -> object:
    """Streams come as JSON text, in which databases order keys as they like."""
    return json.loads(value) if isinstance(value, str) and value.startswith("[{") else value
