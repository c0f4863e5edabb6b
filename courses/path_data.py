"""Paths in the words of schema.org, for search engines."""

from django.http import HttpRequest
from django.utils.translation import get_language

from courses.models import PathIndexPage, PathPage
from courses.path_outline import PathOutline

CONTEXT = "https://schema.org"


def path_data(page: PathPage, path: PathOutline, request: HttpRequest) -> dict:
    """schema.org `Course` (https://schema.org/Course) whose parts are the courses on it, in their order."""
    return {
        "@context": CONTEXT,
        "@type": "Course",
        "name": page.title,
        "description": page.description,
        "url": request.build_absolute_uri(page.url or ""),
        "inLanguage": page.locale.language_code,
        "availableLanguage": sorted(path.urls),
        "isAccessibleForFree": True,
        "provider": {"@type": "Organization", "name": "Puentes", "url": request.build_absolute_uri("/")},
        "hasCourseInstance": [
            {"@type": "CourseInstance", "courseMode": "online", "courseWorkload": f"PT{path.minutes}M"}
        ],
        "hasPart": [part(module, request) for module in path.modules],
    }


def path_list_data(page: PathIndexPage, paths: list[PathOutline], request: HttpRequest) -> dict:
    """schema.org `ItemList` (https://schema.org/ItemList) of every path."""
    rows = [part(path, request) for path in paths]
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": page.title,
        "url": request.build_absolute_uri(page.url or ""),
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": row} for number, row in enumerate(rows, start=1)
        ],
    }


def part(thing, request: HttpRequest) -> dict:
    """A module or a path as part of something else, in the reader's language or the one it has."""
    name, language = thing.titles.or_other(get_language())
    return {
        "@type": "Course",
        "name": name,
        "url": request.build_absolute_uri(thing.url),
        "inLanguage": language,
    }
