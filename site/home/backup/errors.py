"""Why a backup or its restore stopped; nothing was changed when one of these is raised."""

from django.core.exceptions import ValidationError


class BackupFailed(ValidationError):
    """In words for the person who operates the site."""

    def __str__(self) -> str:
        return " ".join(self.messages)
