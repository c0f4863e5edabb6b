"""What a workshop is held with: guides, slides, worksheets, cards, readings. In both languages, or as files."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin

from base.enums import FactStatus, Language
from base.fields import StreamField, TranslatedField
from base.storages import PrivateFiles
from media.addresses import new_name
from media.enums import Licence
from media.fields import DocumentField
from media.intake.papers import count_pages
from organizations.models import Organization
from people.rules import has_any_role, may_teach
from reference.fields import TermCodesField
from reference.models import Source
from workshops.blocks import MaterialBody
from workshops.enums import STANDING, MaterialAudience, MaterialKind
from workshops.models.events import MANAGERS, REVIEWERS, Event
from workshops.models.sessions import EventSession

SEES_ALL = MANAGERS | REVIEWERS


def file_name(_file: "MaterialFile", filename: str) -> str:
    return new_name("d", filename)


class MaterialQuerySet(models.QuerySet):
    def public(self):
        """Those that everybody may open."""
        return self.filter(live=True, event__live=True, audience=MaterialAudience.PUBLIC)

    def visible_to(self, user):
        """Public ones; for others whoever they are meant for; drafts for the team of their event."""
        if has_any_role(user, SEES_ALL):
            return self
        open_to_all = Q(live=True, event__live=True, audience=MaterialAudience.PUBLIC)
        if not user.is_authenticated:
            return self.filter(open_to_all)
        own = Q(event__in=Event.objects.run_by(user).values("pk"))
        registered = user.registrations.filter(status__in=STANDING).values("event")
        for_registered = Q(live=True, audience=MaterialAudience.REGISTERED, event__in=registered)
        found = open_to_all | own | for_registered
        if may_teach(user):
            found |= Q(live=True, event__live=True, audience=MaterialAudience.FACILITATORS)
        return self.filter(found)

    def prepared_by(self, user):
        """Those a person may change in the admin: of the events they prepare."""
        return self.filter(event__in=Event.objects.prepared_by(user).values("pk"))

    def in_order(self):
        """As the programme has them."""
        return self.order_by("event__slug", "session__day_no", "session__sort_order", "sort_order", "pk")


class Material(DraftStateMixin, RevisionMixin, ClusterableModel):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="materials"
    )
    session = models.ForeignKey(
        EventSession,
        verbose_name=_("session"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
        help_text=_("Leave empty when it is for the whole event."),
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    kind = models.CharField(_("what it is"), max_length=20, choices=MaterialKind.choices)
    title = TranslatedField(_("title"), max_length=200)
    summary = TranslatedField(_("what it is for"), multiline=True, max_length=400, blank=True)
    audience = models.CharField(
        _("who may open it"),
        max_length=12,
        choices=MaterialAudience.choices,
        default=MaterialAudience.PUBLIC,
    )
    body = StreamField(
        MaterialBody(required=False),
        blank=True,
        verbose_name=_("content"),
        help_text=_("What is written here is read as a page, on any phone, and prints. Or add files below."),
    )
    phases = TermCodesField(_("phases of the protocol"), vocabulary="protocol_phase")
    version = models.CharField(_("version"), max_length=20, default="1")
    licence = models.CharField(_("licence"), max_length=100, choices=Licence.choices, default=Licence.OWN)
    author = models.ForeignKey(
        Organization,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="materials",
        help_text=_("Leave empty when it was made for this site."),
    )
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    fact_status = models.CharField(
        _("kind of content"), max_length=20, choices=FactStatus.choices, default=FactStatus.TEACHING_DESIGN
    )
    sources = ParentalManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="material")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["event", "sort_order", "pk"]
        indexes = [models.Index(fields=["event", "sort_order"])]

    def __str__(self) -> str:
        return str(self.title)

    def save(self, *args, **kwargs) -> None:
        self.changed_at = timezone.now()
        super().save(*args, **kwargs)

    def languages(self) -> list[str]:
        """The languages in which there is something to read or to download."""
        of_files = {file.language for file in self.files.all()}
        return [code for code in Language.values if code in of_files or (self.body and code in self.title)]


class MaterialFile(Orderable):
    """A file of a material in one language, with its words for those who cannot open it."""

    material = ParentalKey(Material, on_delete=models.CASCADE, related_name="files")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    file = DocumentField(_("file"), upload_to=file_name, storage=PrivateFiles())
    text_alternative = models.TextField(
        _("what it says, as text"),
        blank=True,
        max_length=20_000,
        help_text=_("For people who cannot open the file, and for slow lines."),
    )
    size = models.PositiveBigIntegerField(default=0, editable=False)
    pages = models.PositiveIntegerField(null=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def save(self, *args, **kwargs) -> None:
        """Store a new file first: what is measured is what was kept, not what was sent."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
            self.size = self.file.size
            self.pages = count_pages(self.file) if self.file.name.endswith(".pdf") else None
        super().save(*args, **kwargs)

    @property
    def format(self) -> str:
        """What kind of file it is, as people call it: PDF, DOCX."""
        return self.file.name.rpartition(".")[2].upper()


class MaterialReminder(models.Model):
    """A speaker was reminded to hand in what they showed; once for each session and day."""

    session = models.ForeignKey(EventSession, on_delete=models.CASCADE, related_name="material_reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person", "days"], name="one_material_reminder_a_day")
        ]
