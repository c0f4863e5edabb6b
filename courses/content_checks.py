"""What is missing in the newest draft of a page, or worth a look, in words for its trainer and its reviewers.

A blocking check stops the way to review and to publication; a warning never stops anything. Apps above
add checks of their own with `register`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from base.enums import FactStatus
from courses.check_texts import Text, texts_in, texts_of
from courses.check_words import avoided_in, identifying
from courses.enums import CheckLevel
from courses.freezing import freeze_item, freeze_scenario
from courses.models import LessonPage, ModulePage, Quiz
from courses.page_weight import KB, MOST_IN_ALL, MOST_TEXT, weight_of
from courses.reading_level import reading_level
from courses.soundness import item_problems
from courses.stories import scenario_problems
from media.checks import page_problems
from reference.models import GlossaryTerm, Place

# Begins a line of a template that tells the trainer what to write there.
HINT = "✎"
CLAIMS = frozenset({FactStatus.SOURCE_DOCUMENT, FactStatus.EXTERNAL, FactStatus.DISPUTED})


@dataclass(frozen=True)
class Check:
    """One finding: how much it matters, what it says, where it is, and the address of that place."""

    level: CheckLevel
    words: str
    where: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


Provider = Callable[[Page], Iterable[Check]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask `provider` about every page, too."""
    if provider not in _providers:
        _providers.append(provider)


def blocking(checks: Iterable[Check]) -> list[Check]:
    return [check for check in checks if check.level == CheckLevel.BLOCKING]


def checks_of(module: ModulePage, *, with_weight: bool = False) -> list[Check]:
    """Everything about the newest draft of a module and its lessons, in their order.

    `with_weight` also renders every page, to weigh it.
    """
    lessons = LessonPage.objects.child_of(module).select_related("latest_revision", "locale").order_by("path")
    pages = [newest(module), *map(newest, lessons)]
    found = [check for page in pages for check in checks_of_page(page, with_weight=with_weight)]
    if len(pages) == 1:
        found.insert(0, place_of(pages[0]).blocking(_("It has no lesson yet.")))
    return found


def newest(page: Page) -> Page:
    return page.get_latest_revision_as_object() if page.latest_revision_id else page


def checks_of_page(page: Page, *, with_weight: bool = False) -> list[Check]:
    """Everything about a page as it is in memory, its own activities included; the gravest first."""
    found = [check for check_one in CHECKS for check in check_one(page)]
    found += [check for provider in _providers for check in provider(page)]
    if with_weight:
        found += weight_checks(page)
    order = list(CheckLevel)
    return sorted(found, key=lambda check: order.index(check.level))


@dataclass(frozen=True)
class At:
    """A place about which checks are written."""

    where: str
    url: str

    def blocking(self, words: str) -> Check:
        return Check(CheckLevel.BLOCKING, words, self.where, self.url)

    def warning(self, words: str) -> Check:
        return Check(CheckLevel.WARNING, words, self.where, self.url)

    def note(self, words: str) -> Check:
        return Check(CheckLevel.NOTE, words, self.where, self.url)


def place_of(page: Page, block=None) -> At:
    """A page, or one of its blocks, as its trainer finds it in the editor."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else ""
    if block is None:
        return At(page.title, url)
    return At(f"{page.title} · {block.block.label}", f"{url}#block-{block.id}-section")


def body_of(page: Page) -> list:
    return list(getattr(page, "body", None) or ())


# --- What a page is made of


def structure(page: Page) -> Iterator[Check]:
    if isinstance(page, LessonPage) and not body_of(page):
        yield place_of(page).blocking(_("This lesson has no content yet."))
    if isinstance(page, ModulePage):
        yield from module_fields(page)
    yield from unfilled(page)
    for text in texts_of(page):
        if HINT in text.words:
            yield place_of(page, block_named(page, text.block)).blocking(
                _("A hint of the template still stands here. Write your text over it.")
            )


def unfilled(page: Page) -> Iterator[Check]:
    """Fields and blocks that a draft may leave open, and a published page may not."""
    try:
        page.full_clean()
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            label = capfirst(str(page._meta.get_field(name).verbose_name)) if name != NON_FIELD_ERRORS else ""
            yield place_of(page).blocking(f"{label}: {' '.join(sentences)}" if label else " ".join(sentences))
    for block in body_of(page):
        try:
            block.block.clean(block.value)
        except ValidationError:
            yield place_of(page, block).blocking(
                _("Something is still to be filled in here. Open it and save: the editor marks the place.")
            )


def module_fields(page: ModulePage) -> Iterator[Check]:
    if not page.population:
        yield place_of(page).warning(
            _(
                "It does not say whom it is about. While that is open, it goes through the safeguarding review"
                " as if it were about children."
            )
        )
    if not list(page.objectives):
        yield place_of(page).warning(_("It does not say what learners can do after it."))


def block_named(page: Page, block_id: str):
    return next((block for block in body_of(page) if str(block.id) == block_id), None)


def activities(page: Page) -> Iterator[Check]:
    for block in body_of(page):
        at = place_of(page, block)
        if block.block_type in ACTIVITIES and block.value is None:
            continue
        if block.block_type == "quiz":
            yield from quiz_checks(block.value, at)
        elif block.block_type == "scenario":
            yield from map(at.blocking, scenario_problems(freeze_scenario(block.value)))


def quiz_checks(quiz: Quiz, at: At) -> Iterator[Check]:
    rows = list(quiz.quiz_items.select_related("item"))
    if not rows:
        yield at.blocking(_("The quiz has no question yet."))
    for number, row in enumerate(rows, start=1):
        for sentence in item_problems(freeze_item(row.item)):
            yield At(
                _("%(quiz)s · question %(number)s") % {"quiz": at.where, "number": number}, at.url
            ).blocking(sentence)


ACTIVITIES = frozenset({"quiz", "scenario", "reflection"})


# --- Sources


def sources(page: Page) -> Iterator[Check]:
    """Every claim that is said to come from a source names it (SG-13)."""
    for block in body_of(page):
        rows = list(claims_in(block.block_type, block.value))
        missing = sum(status in CLAIMS and not source for status, source in rows)
        if missing:
            yield place_of(page, block).blocking(
                _("It is said to come from a source, and the source is not named. Choose it.")
            )
    glance: StreamValue | tuple = getattr(page, "glance", ())
    for row in glance:
        if row.value["fact_status"] in CLAIMS and not row.value["source"]:
            sentence = _("“%(label)s” is said to come from a source, and the source is not named.")
            yield place_of(page).blocking(sentence % {"label": row.value["label"]})


def claims_in(kind: str, value) -> Iterator[tuple[str, object]]:
    """`(fact status, source)` of everything a block claims."""
    if kind in {"key_facts", "timeline"}:
        for row in value["facts" if kind == "key_facts" else "entries"]:
            yield row["fact_status"], row["source"]
    elif kind in {"text", "drawn_sequence", "checklist"}:
        yield value["fact_status"], [source for source in value["sources"] if source]


# --- The library


def library(page: Page) -> Iterator[Check]:
    yield from map(place_of(page).blocking, page_problems(page))
    language = page.locale.language_code
    for block in body_of(page):
        if block.block_type == "image":
            yield from image_checks(block, place_of(page, block), language)
        elif block.block_type == "media":
            yield from recording_checks(block, place_of(page, block), language)


def image_checks(block, at: At, language: str) -> Iterator[Check]:
    image = block.value["image"]
    if image is None or block.value["decorative"]:
        return
    if not (block.value["alt_text"].strip() or image.alt_text.get(language, "").strip()):
        yield at.blocking(
            _(
                "The image has no words for people who cannot see it. Write them, or say that it is decoration."
            )
        )
    if not image.credit:
        yield at.warning(_("The library does not say who made this image."))


def recording_checks(block, at: At, language: str) -> Iterator[Check]:
    recording = block.value["media"]
    if recording is None:
        return
    if recording.is_video and language not in {row.language for row in recording.captions.all()}:
        yield at.blocking(_("The video has no captions in this language. Add them in the library."))
    if not recording.transcript.get(language, "").strip():
        yield at.warning(_("The recording has no transcript in this language."))


# --- Words


def words(page: Page) -> Iterator[Check]:
    """What the glossary says to avoid (SG-09), and what may tell who a child is (SG-02)."""
    language = page.locale.language_code
    terms, places = avoided_terms(language), place_names(language)
    for block, texts in groupby(said_in(page), key=lambda text: text.block):
        at = place_of(page, block_named(page, block))
        said = [text.words for text in texts]
        findings = {one.wording.casefold(): one for text in said for one in avoided_in(text, terms)}
        for _wording, one in sorted(findings.items()):
            yield at.warning(avoid_sentence(one))
        for sentence in dict.fromkeys(hint for text in said for hint in identifying(text, language, places)):
            yield at.warning(
                _("Could a child be recognized by this? “%(sentence)s”")
                % {"sentence": Truncator(sentence).chars(140)}
            )


def said_in(page: Page) -> Iterator[Text]:
    """What the page says, and the activities in it, block by block."""
    texts = list(texts_of(page))
    language = page.locale.language_code
    for block in body_of(page):
        texts += [Text(str(block.id), text) for text in texts_in(frozen_in(block), language)]
    order = {str(block.id): place for place, block in enumerate(body_of(page))}
    return iter(sorted(texts, key=lambda text: order.get(text.block, -1)))


def frozen_in(block) -> list:
    """The activities of a block as plain values; empty for a block that holds none."""
    if block.block_type == "quiz" and block.value:
        return [freeze_item(row.item) for row in block.value.quiz_items.select_related("item")]
    if block.block_type == "scenario" and block.value:
        return [freeze_scenario(block.value)]
    if block.block_type == "reflection" and block.value:
        return [{"prompt": block.value.prompt.as_dict()}]
    return []


def avoid_sentence(found) -> str:
    if found.note:
        return _("The glossary advises against “%(wording)s” (%(note)s). See “%(term)s”.") % {
            "wording": found.wording,
            "note": found.note,
            "term": found.term,
        }
    return _("The glossary advises against “%(wording)s”. See “%(term)s”.") % {
        "wording": found.wording,
        "term": found.term,
    }


def avoided_terms(language: str) -> dict[str, list[str]]:
    """Term → wordings to avoid, in one language."""
    return {
        term.term.in_language(language): dict(term.avoided_by_language()).get(language, [])
        for term in GlossaryTerm.objects.all()
        if term.avoid.get(language)
    }


def place_names(language: str) -> list[str]:
    return [place.name.in_language(language) for place in Place.objects.all()]


# --- How it reads, and what it weighs


def readability(page: Page) -> Iterator[Check]:
    if not isinstance(page, LessonPage):
        return
    found = reading_level((text.words for text in texts_of(page)), page.locale.language_code)
    if found:
        sentence = _("The text is %(level)s (%(score)s on the scale of %(formula)s).")
        formula = {"es": "INFLESZ", "en": "Flesch-Kincaid"}[page.locale.language_code]
        yield place_of(page).note(
            sentence % {"level": found.level.label, "score": found.score, "formula": formula}
        )


def weight_checks(page: Page) -> Iterator[Check]:
    weight, at = weight_of(page), place_of(page)
    if weight is None:
        return
    values = {
        "text": kb(weight.text),
        "total": kb(weight.total),
        "media": kb(weight.media),
        "most_text": kb(MOST_TEXT),
        "most": kb(MOST_IN_ALL),
    }
    if weight.is_too_much:
        yield at.warning(
            _(
                "The page is heavy for a slow line: %(text)s KB of text (at most %(most_text)s), %(total)s KB on a"
                " first visit (at most %(most)s), of which %(media)s KB are images."
            )
            % values
        )
    else:
        yield at.note(
            _("A first visit loads %(total)s KB; %(media)s KB of it are images. At most: %(most)s KB.")
            % values
        )


def kb(number: int) -> int:
    return round(number / KB)


CHECKS: tuple[Provider, ...] = (structure, activities, sources, library, words, readability)
