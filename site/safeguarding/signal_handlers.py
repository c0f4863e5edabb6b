"""What the audit log hears about: accounts, and pages that pass the gate."""

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published, page_unpublished

from base.generation import bump
from people.signals import account_event
from safeguarding import audit, publication
from safeguarding.enums import Act
from safeguarding.signals import consent_changed

# Kept pages may show what the consent covered.
consent_changed.connect(bump, dispatch_uid="bump-on-consent-change")


@receiver(account_event, dispatch_uid="audit-account-event")
def on_account_event(sender, act: str, user, actor=None, request=None, **_kwargs) -> None:
    audit.record(act=act, actor=actor, subject=user, request=request)


@receiver(page_published, dispatch_uid="audit-page-published")
def on_page_published(sender, instance, revision=None, **_kwargs) -> None:
    # Also sent for a date that was set: then it is not public yet.
    if instance.live and publication.gate_for(instance):
        person = getattr(revision, "user", None)
        audit.record(act=Act.PAGE_PUBLISHED, actor=person_acting() or person, subject=instance)


@receiver(page_unpublished, dispatch_uid="audit-page-unpublished")
def on_page_unpublished(sender, instance, **_kwargs) -> None:
    if publication.gate_for(instance):
        audit.record(act=Act.PAGE_UNPUBLISHED, actor=person_acting(), subject=instance)


def person_acting():
    """Whoever works in the admin right now; nobody outside it."""
    return get_active_log_context().user
