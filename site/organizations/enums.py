"""The words organizations choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from base.enums import FactStatus


class MemberRole(models.TextChoices):
    """What somebody is in an organization; not a role on the site."""

    FOCAL_POINT = "focal_point", pgettext_lazy("role in an organization", "Focal point")
    MEMBER = "member", pgettext_lazy("role in an organization", "Member")


class Standing(models.TextChoices):
    """How an organization comes to be here; derived, in the order in which pages list them."""

    TAKES_PART = "takes_part", _("Organizations that take part")
    FICTIONAL = "fictional", _("Fictional organizations, for exercises")
    NAMED = "named", _("Named in our sources")


# Where the name of a body that does not take part may come from.
NAMED_BY = (FactStatus.SOURCE_DOCUMENT, FactStatus.EXTERNAL, FactStatus.DISPUTED)
