"""What stands in the way, in words for the trainer."""

from django.utils.translation import gettext as _

from base.errors import RefusedError


class LiveLessonError(RefusedError):
    """A lesson that has been public is not taken out in passing: learners may have been there."""

    def __init__(self, title: str):
        super().__init__(
            _(
                "The lesson “%(title)s” has been published, so it cannot be removed here. "
                "Unpublish it in its full editor instead. Nothing has been saved."
            )
            % {"title": title}
        )
