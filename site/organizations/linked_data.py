"""An organization in the words of schema.org, for search engines; nothing about those that are made up."""

from django.utils.translation import get_language

from organizations.models import Organization


def organization(row: Organization, url: str) -> dict | None:
    """What everybody may read on its page; None for a fictional one."""
    if row.is_demo:
        return None
    language = get_language()
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": row.name.in_language(language),
        "alternateName": [name for name in row.all_names() if name != row.name.in_language(language)],
        "description": row.description.in_language(language),
        "areaServed": row.place and {"@type": "Place", "name": str(row.place)},
        "sameAs": row.website,
        # For a body that does not take part here this page is about it, not of it.
        "subjectOf" if row.mention_only else "url": url,
    }
    return {name: value for name, value in data.items() if value}
