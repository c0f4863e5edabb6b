"""Named errors of learning; each carries a sentence for the person."""

from base.errors import RefusedError


class NotUndoneError(RefusedError):
    """A completed module stays complete."""


class FormUsedError(RefusedError):
    """The key of this form stands for something else that was stored already."""


class NoSuchPartError(RefusedError):
    """The lesson has no sensitive part of this name."""


class NotThisModuleError(RefusedError):
    """The lesson or activity does not belong to a published module."""


class NoSuchPathError(RefusedError):
    """No language of this path is published."""


class ModuleLockedError(RefusedError):
    """A path opens this module only after others. `needed` are the keys of those that are still to be done."""

    def __init__(self, sentence: str, needed: tuple[str, ...] = ()):
        super().__init__(sentence)
        self.needed = needed
