"""An event in the words of schema.org, for search engines; nothing about those that are made up."""

from django.utils.translation import get_language

from base.templatetags.puentes import partial_iso
from workshops.models import Event


def event(row: Event, url: str) -> dict | None:
    """What everybody may read on its page; None for a fictional one."""
    if row.is_illustrative:
        return None
    language = get_language()
    data = {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": row.title.in_language(language),
        "description": row.summary.in_language(language),
        "url": url,
        "startDate": row.start_date and partial_iso(row.start_date, row.date_precision),
        "endDate": row.end_date and partial_iso(row.end_date, row.date_precision),
        "eventStatus": "https://schema.org/EventCancelled" if row.is_cancelled else "",
        "location": row.place and {"@type": "Place", "name": str(row.place)},
        "organizer": [
            {"@type": "Organization", "name": str(host.organization)}
            for host in row.hosts.all()
            if not host.organization.is_hidden
        ],
        "superEvent": row.series and {"@type": "EventSeries", "name": str(row.series)},
        "inLanguage": row.languages,
    }
    return {name: value for name, value in data.items() if value}
