"""The roles that go with an account. Participants have none; focal points and rapporteurs belong to other apps."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """A group of the same name carries each role."""

    TRAINER = "trainer", _("Trainer")
    TRANSLATOR = "translator", _("Translator")
    REVIEWER = "reviewer", _("Reviewer")
    SAFEGUARDING_REVIEWER = "safeguarding_reviewer", _("Safeguarding reviewer")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")


TEACHING_ROLES = frozenset({Role.TRAINER, Role.PROGRAMME_MANAGER})
