"""What pages of learning show of certificates."""

from django import template

from credentials.durations import in_hours
from credentials.models import Certificate

register = template.Library()


@register.inclusion_tag("credentials/components/download.html", takes_context=True)
def certificate_of(context, kind: str, key) -> dict:
    """The way to one's own certificate of a module or path; nothing for who has none.

    One query for all the certificates of a page.
    """
    user, request = context.get("user"), context.get("request")
    if request is None or user is None or not user.is_authenticated:
        return {}
    if not hasattr(request, "certificates"):
        rows = Certificate.objects.of(user).in_force().only("public_id", "kind", "subject_key")
        request.certificates = {(row.kind, str(row.subject_key)): row for row in rows}
    return {"certificate": request.certificates.get((kind, str(key)))}


@register.filter
def hours(minutes: int) -> str:
    return in_hours(minutes)


@register.filter
def other_language(language: str) -> str:
    """The language a certificate can be had in besides its own."""
    return "en" if language == "es" else "es"
