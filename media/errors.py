"""Why a file is refused, in words for the person who offered it."""

from base.errors import RefusedError
from safeguarding.errors import NotReviewed


class FileRefusedError(RefusedError):
    """A file that the library does not take."""


class CaptionsRefusedError(FileRefusedError):
    """A caption file with mistakes; `problems` holds a line number and a sentence for each."""

    def __init__(self, problems: list[tuple[int, str]]):
        self.problems = problems
        super().__init__(" ".join(str(sentence) for _line, sentence in problems))


class NotShowable(NotReviewed):
    """A page was to be published with something that may not be shown; it is held back like the unreviewed."""

    def __init__(self, problems: list[str], subject=None):
        super().__init__(problems, subject)
