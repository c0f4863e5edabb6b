"""What one certificate costs, from completion to document: `python -m tests.bench.certificates`.

Prints the CPU seconds (user and system, all threads) of each of many as one line of JSON.
"""

import json
import time

from tools.prepare import set_up_django

set_up_django()


from django.utils import timezone

from credentials import actions
from credentials.printing import as_pdf
from credentials.subjects import module_subject
from people.models import User
from tests.crowd import person, the_module

COUNT, WARM_UP = 100, 10
ADDRESS = "https://puentes.example/verify/{}/"


def issue_and_print(holder: User) -> bytes:
    """Sign and store the certificate of a module, and make its document."""
    now = timezone.now()
    subject = module_subject(the_module().module_key)
    certificate = actions.issue(holder=holder, subject=subject, completed_at=now, now=now)
    return as_pdf(certificate, address=ADDRESS.format(certificate.grouped_code))


def named_person(number: int) -> User:
    user = person(f"certified-{number}")
    actions.choose_name(user=user, name=f"Ána Sofía Ñúñez Güemes {number}", now=timezone.now())
    return user


def measure() -> list[float]:
    """CPU seconds of each, once the typefaces have been read."""
    seconds = []
    for number in range(COUNT + WARM_UP):
        holder = named_person(number)
        before = time.process_time()
        body = issue_and_print(holder)
        seconds.append(time.process_time() - before)
        if not body.startswith(b"%PDF-") or len(body) < 10_000:
            raise SystemExit("What was made is no certificate.")
    return seconds[WARM_UP:]


if __name__ == "__main__":
    print(json.dumps(measure()))
