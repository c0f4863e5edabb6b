"""The publication gate: content on children goes public only as a second person has reviewed it.

Apps above register a model; from then on every save that leaves a row of it public passes here, whoever
saves and by whatever way: editor, bulk action, schedule, workflow, alias, translation, copy, move, or
plain Python. Only raw loading of fixtures, which restores what was there before, does not.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page

from safeguarding.errors import NotReviewed
from safeguarding.models import PublicationReview
from safeguarding.vocabulary import sentence as unfit_sentence
from safeguarding.vocabulary import unfit_terms

# What saves do not say anew: where a row stands, what state it is in, and what follows from that.
NOT_SAID = frozenset(
    "pk path depth numchild url_path draft_title content_type owner translation_key locale alias_of live"
    " has_unpublished_changes expired expire_at go_live_at latest_revision latest_revision_created_at"
    " live_revision first_published_at last_published_at locked locked_at locked_by show_in_menus"
    " wagtail_admin_comments source_language".split()
)
# How much of a joined checksum stands for the words of the page itself.
HALF = 32
# Base columns that a save of a plain `Page` writes for a page of any type.
BASE_COLUMNS = ("title", "slug", "seo_title", "search_description", "live", "alias_of_id")


def nothing_else(_subject: models.Model) -> Iterable[models.Model]:
    return ()


@dataclass(frozen=True)
class Held:
    """What the gate asks about rows that a page shows and that are drafted apart from it."""

    # Who saved them since then, and what differs from what is public: name, and in words.
    authors: Callable[[models.Model, datetime.datetime | None], set[int]]
    changes: Callable[[models.Model], Iterable[tuple[str, str]]]


NOTHING_HELD = Held(lambda _subject, _since: set(), lambda _subject: ())


@dataclass(frozen=True)
class Gate:
    """What the gate asks about rows of one model."""

    concerns_children: Callable[[models.Model], bool]
    fingerprint: Callable[[models.Model], str]
    # Public rows that begin to concern children together with this one.
    parts: Callable[[models.Model], Iterable[models.Model]] = nothing_else
    held: Held = NOTHING_HELD
    # Whether the row itself says so, where the gate also concerns what said so before; else the same question.
    says_children: Callable[[models.Model], bool] | None = None
    row: "Row | None" = None


@dataclass(frozen=True)
class Row:
    """What the gate asks about rows that are no pages."""

    # Where reviewers read its newest text.
    read_at: Callable[[models.Model], str]
    # Who wrote it, and so is no second person; else those who saved a version since its last review.
    authors: Callable[[models.Model], set[int]] | None = None


Check = Callable[[models.Model], str | None]
_gates: dict[type[models.Model], Gate] = {}
_further: list[Check] = []


def register(
    model: type[models.Model],
    concerns_children: Callable[[models.Model], bool],
    fingerprint: Callable[[models.Model], str] | None = None,
    parts: Callable[[models.Model], Iterable[models.Model]] = nothing_else,
    held: Held = NOTHING_HELD,
    says_children: Callable[[models.Model], bool] | None = None,
    row: Row | None = None,
) -> None:
    """Let no row of `model` be saved as public without its review, from now on."""
    _gates[model] = Gate(concerns_children, fingerprint or page_fingerprint, parts, held, says_children, row)
    models.signals.pre_save.connect(refuse_unreviewed, sender=model, dispatch_uid=f"gate-{model._meta.label}")


def also(check: Check) -> None:
    """Let `missing` ask `check`, too: it returns what stands against publishing, in words, or None."""
    if check not in _further:
        _further.append(check)


def registered_models() -> list[type[models.Model]]:
    return list(_gates)


def rows() -> dict[str, type[models.Model]]:
    """The models of the gate that are no pages, by the name under which addresses know them."""
    return {model._meta.model_name: model for model, gate in _gates.items() if gate.row}


def gate_for(subject: models.Model) -> Gate | None:
    return _gates.get(type(subject))


def concerns_children(subject: models.Model) -> bool:
    """Whether the gate asks for a review of this row."""
    gate = gate_for(subject)
    return bool(gate and gate.concerns_children(subject))


def says_children(subject: models.Model) -> bool:
    """Whether this row is about children by its own words; false for one that is leaving the gate."""
    gate = gate_for(subject)
    return bool(gate and (gate.says_children or gate.concerns_children)(subject))


def is_leaving(subject: models.Model) -> bool:
    """Whether the gate asks for a review only because the row was about children until now."""
    return concerns_children(subject) and not says_children(subject)


def was_judged(model: type[models.Model], pks: Iterable[int]) -> bool:
    """Whether any of these rows ever passed the gate; one query."""
    keys = [str(pk) for pk in pks]
    return bool(keys) and PublicationReview.objects.of_model(model).filter(subject_id__in=keys).exists()


def fingerprint_of(subject: models.Model) -> str:
    """A checksum of what a registered row says now. Raises `KeyError` for other models."""
    return _gates[type(subject)].fingerprint(subject)


def review_of(subject: models.Model) -> PublicationReview | None:
    """The review of exactly this text, if there is one."""
    reviews = PublicationReview.objects.for_text(type(subject), fingerprint_of(subject))
    return reviews.select_related("reviewer").first()


def unreviewed(subject: models.Model) -> list[models.Model]:
    """The row itself, and the public rows that belong to it, as far as their review is missing."""
    if not concerns_children(subject):
        return []
    rows = [subject, *_gates[type(subject)].parts(subject)]
    return [row for row in rows if review_of(row) is None]


def missing(subject: models.Model) -> str | None:
    """Why this may not be published, in words; None when it may. Checks of other apps come last."""
    return missing_review(subject) or next(filter(None, (check(subject) for check in _further)), None)


def missing_review(subject: models.Model) -> str | None:
    """What safeguarding itself has against publishing this, in words."""
    if not concerns_children(subject):
        return None
    if holds_unfit_terms(subject):
        return unfit_sentence([term for terms in unfit_terms(subject).values() for term in terms])
    return sentence_for(subject, unreviewed(subject))


def require(subject: models.Model) -> None:
    """Raise `NotReviewed` unless a second person has reviewed this, or need not; asked by every save."""
    reason = missing_review(subject)
    if reason and (holds_unfit_terms(subject) or not says_what_is_public(subject)):
        raise NotReviewed(reason, subject)


def holds_unfit_terms(subject: models.Model) -> bool:
    return says_children(subject) and bool(unfit_terms(subject))


def says_what_is_public(subject: models.Model) -> bool:
    """Whether a save publishes nothing: the page is public with these very words, which were reviewed.

    Only drafts of what it holds may wait for a review then, and they do not go public with this save.
    """
    public = type(subject)._default_manager.filter(pk=subject.pk, live=True).first()
    return (
        public is not None
        and public.last_published_at == subject.last_published_at
        and page_fingerprint(public) == page_fingerprint(subject)
        and words_reviewed(subject)
    )


def words_reviewed(page: Page) -> bool:
    """Whether the words of the page itself were ever reviewed, whatever it held then."""
    begins = page_fingerprint(page)[:HALF]
    return PublicationReview.objects.of_model(type(page)).filter(fingerprint__startswith=begins).exists()


def sentence_for(subject: models.Model, rows: list[models.Model]) -> str | None:
    if not rows:
        return None
    titles = "”, “".join(str(row) for row in rows)
    if not says_children(subject):
        return _(
            "“%(title)s” has been about children until now. A second person confirms that it no longer is, by"
            " ticking the publication checklist for: “%(titles)s”. It is kept as a draft: ask a safeguarding"
            " reviewer to look at it."
        ) % {"title": subject, "titles": titles}
    if rows == [subject]:
        return _(
            "“%(title)s” is about children, so a second person ticks the publication checklist before it is"
            " published. Nobody has done so for the text as it is now. It is kept as a draft: ask a"
            " safeguarding reviewer to look at it."
        ) % {"title": titles}
    return _(
        "“%(title)s” is about children, and so is everything in it. A second person must tick the publication"
        " checklist for: “%(titles)s”. Ask a safeguarding reviewer to look at them."
    ) % {"title": subject, "titles": titles}


def refuse_unreviewed(sender, instance, raw: bool = False, update_fields=None, **_kwargs) -> None:
    """Stop a save that would leave an unreviewed text public; listens to `pre_save`."""
    if raw or not instance.live or says_nothing(update_fields):
        return
    require(instance)


def refuse_unreviewed_base(sender, instance, raw: bool = False, update_fields=None, **_kwargs) -> None:
    """The same for a page that is saved as a plain `Page`: moving and reordering do so."""
    if raw or not instance.live or instance.pk is None or says_nothing(update_fields):
        return
    if instance.specific_class in _gates:
        require(instance.get_specific(copy_attrs=BASE_COLUMNS))


def says_nothing(update_fields: Iterable[str] | None) -> bool:
    """True for a partial save that neither publishes nor changes what is said."""
    return update_fields is not None and set(update_fields) <= NOT_SAID - {"live"}


models.signals.pre_save.connect(refuse_unreviewed_base, sender=Page, dispatch_uid="gate-base-page")


def page_fingerprint(page: Page) -> str:
    """A checksum of what a page says, its address included, in whatever place and language it stands."""
    said = {name: plain(value) for name, value in page.serializable_data().items() if name not in NOT_SAID}
    if page.alias_of_id:
        # An alias says what its original says, at an address that Wagtail makes.
        said["slug"] = page.alias_of.slug
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def joined(words: str, held: str) -> str:
    """One checksum of a page's own words, which it begins with, and of what the page holds."""
    return words[:HALF] + held[:HALF]


def plain(value: object) -> object:
    """Streams come as JSON text; their order counts, the identifiers of their blocks do not."""
    if isinstance(value, str) and value.startswith("[{"):
        return without_ids(json.loads(value))
    return value


def without_ids(value: object) -> object:
    if isinstance(value, list):
        return [without_ids(one) for one in value]
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        return {name: without_ids(one) for name, one in value.items() if not (is_block and name == "id")}
    return value
