"""What changes when content changes: caches by generation, and summaries by a task."""

from django.db import transaction
from wagtail.signals import page_published, page_unpublished

from base.generation import bumps_on_change
from courses.authoring import publish_activities
from courses.models import Item, LessonPage, Quiz, QuizItem, Reflection, Scenario
from courses.tasks import refresh_module

bumps_on_change(Item, Quiz, QuizItem, Scenario, Reflection)


def refresh_after_change(sender, instance, **_kwargs) -> None:
    """A lesson came or went: the summaries of its module count again."""
    module = instance.get_parent()
    transaction.on_commit(lambda: refresh_module.enqueue(str(module.translation_key)))


def publish_its_activities(sender, instance, **_kwargs) -> None:
    """What was written while the lesson was public is asked and told from now on."""
    publish_activities(instance)


page_published.connect(publish_its_activities, sender=LessonPage, dispatch_uid="courses-activities-published")
page_published.connect(refresh_after_change, sender=LessonPage, dispatch_uid="courses-refresh-published")
page_unpublished.connect(refresh_after_change, sender=LessonPage, dispatch_uid="courses-refresh-unpublished")
