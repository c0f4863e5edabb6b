"""Why a file is refused, in words for the person who offered it."""

from django.core.exceptions import ValidationError

from base.errors import RefusedError


class FileRefusedError(RefusedError):
    """A file that the library does not take."""


class CaptionsRefusedError(FileRefusedError):
    """A caption file with mistakes; `problems` holds a line number and a sentence for each."""

    def __init__(self, problems: list[tuple[int, str]]):
        self.problems = problems
        super().__init__(" ".join(str(sentence) for _line, sentence in problems))


class NotShowable(ValidationError):
    """A page was to be published with something that may not be shown."""

    def __init__(self, problems: list[str]):
        super().__init__(problems, code="not_showable")
