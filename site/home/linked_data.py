"""The site in the words of schema.org, for search engines."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from wagtail.models import Page

from base.enums import Language


def site_data(page: Page, request: HttpRequest) -> dict[str, Any]:
    """schema.org `WebSite` with its `Organization` (https://schema.org/WebSite)."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "description": page.description,
        "url": request.build_absolute_uri(page.url),
        "inLanguage": Language.values,
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": request.build_absolute_uri("/"),
            "logo": request.build_absolute_uri(staticfiles_storage.url("img/share.png")),
        },
    }
