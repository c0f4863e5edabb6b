"""How much the library takes: of one file, of one person, and of the disk."""

import shutil

from django.conf import settings
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from media.errors import FileRefusedError


def most_bytes(kind: str) -> int:
    """How large one file of this kind may be."""
    return settings.LIBRARY_LIMITS[kind]


def refuse_too_large(size: int, kind: str) -> None:
    if size > most_bytes(kind):
        raise FileRefusedError(too_large(size, kind))


def too_large(size: int, kind: str) -> str:
    return _("This file is %(size)s; at most %(most)s are taken.") % {
        "size": filesizeformat(size),
        "most": filesizeformat(most_bytes(kind)),
    }


def refuse_over_quota(user, size: int, models) -> None:
    """Everybody may fill their share of the library, and no more."""
    if user is None or user.is_superuser:
        return
    if kept_by(user, models) + size > settings.LIBRARY_QUOTA:
        raise FileRefusedError(
            _(
                "Your files would take more than %(most)s, which is the share of one person."
                " Delete what is no longer used, or ask the programme manager."
            )
            % {"most": filesizeformat(settings.LIBRARY_QUOTA)}
        )


def kept_by(user, models) -> int:
    """How many bytes the originals of this person take."""
    sums = (model.objects.filter(uploaded_by_user=user).aggregate(sum=Sum("file_size")) for model in models)
    return sum(found["sum"] or 0 for found in sums)


def disk_is_full() -> bool:
    """True when less is free than the site needs to go on writing."""
    return shutil.disk_usage(settings.VAR).free < settings.LIBRARY_FREE_FLOOR
