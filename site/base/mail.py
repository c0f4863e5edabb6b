"""Mail while trying the site out: shown on the console and kept as files."""

from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend


class FileAndConsoleBackend(FileBackend):
    """Writes each message to a file under EMAIL_FILE_PATH and prints it."""

    def send_messages(self, email_messages) -> int:
        ConsoleBackend(fail_silently=True).send_messages(email_messages)
        return super().send_messages(email_messages)
