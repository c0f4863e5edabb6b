"""Records that are about children pass the publication gate: all their words need a second person's review."""

from django.urls import reverse

from courses.publication_gate import says_children as are_children
from safeguarding import publication
from workshops.models import Event, Finding, ForumRecord
from workshops.records.content import fingerprint_of


def says_children(record: ForumRecord) -> bool:
    """Whether its event, or a finding of it, is about children."""
    population = set(Event.objects.values_list("population", flat=True).get(pk=record.event_id))
    for codes in Finding.objects.filter(record=record).standing().values_list("population", flat=True):
        population |= set(codes)
    return are_children(sorted(population))


def concerns_children(record: ForumRecord) -> bool:
    """Whether it is about children, or was until now: leaving the gate takes a second person's word, too."""
    return says_children(record) or (
        record.pk is not None and publication.was_judged(ForumRecord, [record.pk])
    )


def authors_of(record: ForumRecord) -> set[int]:
    """Everybody who wrote in it, and so is no second person."""
    return set(record.writers.values_list("person_id", flat=True))


def read_at(record: ForumRecord) -> str:
    """Where reviewers read it as it stands."""
    return reverse("event_record_draft", args=[record.event.slug])


publication.register(
    ForumRecord,
    concerns_children,
    fingerprint=fingerprint_of,
    says_children=says_children,
    row=publication.Row(read_at, authors_of),
)
