"""While reviewers have a module, nothing of it becomes public but by the end of its own review.

Held for every way to publish: each save that would make one of its pages public passes here.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses import workflow
from courses.models import LessonPage, ModulePage
from safeguarding import publication
from safeguarding.errors import NotReviewed

REVIEWED = (ModulePage, LessonPage)
_at_its_end: ContextVar[bool] = ContextVar("at_the_end_of_a_review", default=False)


@contextmanager
def end_of_review() -> Iterator[None]:
    """Let pass what is published inside: the last step of a review is done."""
    token = _at_its_end.set(True)
    try:
        yield
    finally:
        _at_its_end.reset(token)


def why_held(page: Page) -> str:
    """Why nobody publishes this page now, in words; empty when reviewers have nothing of its module."""
    if _at_its_end.get() or not issubclass(page.specific_class or type(page), REVIEWED):
        return ""
    module = workflow.module_of(page)
    if module is None or not workflow.is_in_review(module):
        return ""
    words = _(
        "“%(title)s” is with its reviewers, so nobody else publishes anything of it meanwhile. It is published"
        " when they approve it. To go another way, its trainer takes it back from review first."
    )
    return words % {"title": module.draft_title or module.title}


def refuse_while_reviewed(sender, instance, raw: bool = False, update_fields=None, **_kwargs) -> None:
    """Stop a save that publishes something reviewers have; listens to `pre_save`."""
    if raw or not instance.live or instance.pk is None or publication.says_nothing(update_fields):
        return
    reason = why_held(instance)
    if reason and publishes(instance):
        raise NotReviewed(reason, instance)


def publishes(page: Page) -> bool:
    """Whether saving the page would let visitors read something new."""
    public = type(page)._default_manager.filter(pk=page.pk, live=True).first()
    if public is None or public.last_published_at != page.last_published_at:
        return True
    return publication.page_fingerprint(public) != publication.page_fingerprint(page)


def held_among(pages: Iterable[Page]) -> list[str]:
    """Why some of these are not published now, each sentence once."""
    return list(dict.fromkeys(filter(None, map(why_held, pages))))


for model in (Page, *REVIEWED):
    pre_save.connect(refuse_while_reviewed, sender=model, dispatch_uid=f"review-guard-{model._meta.label}")
