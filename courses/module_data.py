"""A module in the words of schema.org, for search engines."""

from django.http import HttpRequest

from courses.models import ModulePage
from courses.outline import Outline


def course_data(page: ModulePage, outline: Outline | None, request: HttpRequest) -> dict:
    """schema.org `Course` (https://schema.org/Course) with one online instance."""
    minutes = outline.minutes if outline else 0
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": page.title,
        "description": page.description,
        "courseCode": page.code,
        "url": request.build_absolute_uri(page.url),
        "inLanguage": page.locale.language_code,
        "availableLanguage": sorted(outline.urls) if outline else [page.locale.language_code],
        "isAccessibleForFree": True,
        "provider": {"@type": "Organization", "name": "Puentes", "url": request.build_absolute_uri("/")},
        "hasCourseInstance": [
            {"@type": "CourseInstance", "courseMode": "online", "courseWorkload": f"PT{minutes}M"},
        ],
    }
