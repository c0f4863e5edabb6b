"""What everything in the library has: where it comes from, and whether it may be shown."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from base.enums import Language
from media import rules
from media.enums import Licence, ShowsChildren
from safeguarding.enums import Channel
from safeguarding.models import Consent

SEES = ("change", "delete", "choose")


class LibraryQuerySet(models.QuerySet):
    """What was withdrawn is in none of these: see `LibraryItem.with_withdrawn`."""

    def showable(self, on: datetime.date):
        """What may reach the public on a day, in some language and through some channel."""
        no_child = Q(shows_children=ShowsChildren.NO)
        consented = Q(consent__in=Consent.objects.in_force(on))
        known = self.exclude(shows_children=ShowsChildren.UNKNOWN)
        return known.filter((no_child & Q(consent=None)) | consented)

    def visible_to(self, user):
        """What this person finds in the library of the admin: what stands in collections open to them."""
        policy = policy_registry.get_by_type(self.model)
        return self.filter(pk__in=policy.instances_user_has_any_permission_for(user, SEES).values("pk"))

    def with_consent(self):
        return self.select_related("consent")


class LibraryManager(models.Manager):
    """Leaves out what was withdrawn, so that no list, chooser or page can find it."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class LibraryItem(models.Model):
    """Something in the library. When its consent is withdrawn an empty row stays, as a tombstone."""

    # The name by which content files refer to it.
    code = models.SlugField(_("code"), max_length=60, null=True, blank=True, unique=True, editable=False)
    credit = models.CharField(
        _("made by"),
        max_length=255,
        blank=True,
        help_text=_("Who made it, as it should be printed. Never the name of a child."),
    )
    licence = models.CharField(_("licence"), max_length=100, choices=Licence.choices, blank=True)
    language = models.CharField(
        _("language of its words"),
        max_length=2,
        choices=Language.choices,
        blank=True,
        help_text=_("Leave this empty when there are none, or when it has several."),
    )
    is_illustrative = models.BooleanField(_("illustrative (fictional)"), default=False, editable=False)
    shows_children = models.CharField(
        _("children"), max_length=7, choices=ShowsChildren.choices, default=ShowsChildren.UNKNOWN
    )
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("consent")
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    # Through which channel its own page part reaches people.
    channel = Channel.SITE
    # The columns that hold files.
    files = ("file",)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(withdrawn_at__lte=F("erased_at")),
                name="%(class)s_erased_once_withdrawn",
            )
        ]

    @property
    def is_sensitive(self) -> bool:
        """Whether nobody between us and a reader may keep a copy."""
        return self.shows_children != ShowsChildren.NO or self.consent_id is not None

    def may_be_shown(self, *, channel: str = "", language: str = "", on: datetime.date | None = None) -> bool:
        """Whether it may reach the public; without a language, in any. No query when `with_consent()`."""
        return rules.may_be_shown(
            shows_children=self.shows_children,
            consent=self.consent,
            is_withdrawn=self.withdrawn_at is not None,
            channel=channel or self.channel,
            languages=[language] if language else Language.values,
            on=on or timezone.localdate(),
        )

    def save(self, *args, **kwargs) -> None:
        """Store new files first: what is measured is what was kept, not what was sent."""
        for name in self.files:
            file = getattr(self, name)
            if file and not file._committed:
                file.save(file.name, file.file, save=False)
                self.measure(name, file)
        super().save(*args, **kwargs)

    def measure(self, name: str, file: FieldFile) -> None:
        """Note what lists and readers are told about a file that was just stored."""
