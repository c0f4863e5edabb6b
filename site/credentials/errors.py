"""What can be refused here, in words for people."""


class CertificateError(Exception):
    """The act cannot be done with this certificate; the text says why, in the reader's language."""


class NamelessError(CertificateError):
    """The holder has not said which name the certificate bears."""


class UnprintableError(Exception):
    """Letters that none of our typefaces has; `letters` holds them."""

    def __init__(self, letters: str):
        super().__init__(letters)
        self.letters = letters


class PrintingError(Exception):
    """The document could not be made now; it may succeed later."""
