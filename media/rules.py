"""Pure rules of the library: values in, values out."""

import datetime
from collections.abc import Iterable

from media.enums import ShowsChildren


def may_be_shown(
    *,
    shows_children: str,
    consent,
    is_withdrawn: bool,
    channel: str,
    languages: Iterable[str],
    on: datetime.date,
) -> bool:
    """Whether something may reach the public through `channel`, in any of `languages`, on a day.

    Unknown means no. What shows children needs a consent; a consent that is given counts for all else too.
    """
    if is_withdrawn or shows_children == ShowsChildren.UNKNOWN:
        return False
    of_child = shows_children != ShowsChildren.NO
    if consent is None:
        return not of_child
    return any(
        consent.allows(channel=channel, language=language, on=on, of_child=of_child) for language in languages
    )
