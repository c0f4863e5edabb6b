"""Letters of teams to the people of their events."""

from django_tasks import task

from people.letters import Letter
from people.models import User
from safeguarding.letters import absolute, send
from workshops.models import EventMessage


@task()
def send_message(key: str) -> int:
    """Send a message to each of its recipients; how many letters went out."""
    message = EventMessage.objects.select_related("event").get(pk=key)
    people = User.objects.filter(registrations__in=message.recipients.all(), is_active=True).distinct()
    return send(people, lambda: letter(message))


def letter(message: EventMessage) -> Letter:
    """The words of the team, under the title of the event in the reader's language."""
    name = "forum" if message.event.is_forum else "workshop"
    return Letter(
        subject=message.subject,
        opening=message.text,
        link_label=str(message.event),
        link=absolute(name, message.event.slug),
    )
