"""What safeguarding reviewers find under /teach/."""

from django.urls import path

from base.urls import in_languages
from safeguarding.views import concerns

urlpatterns = [
    path(in_languages("safeguarding/", "salvaguardia/"), concerns.teach_queue, name="teach_safeguarding"),
    path(
        in_languages("safeguarding/<uuid:uuid>/", "salvaguardia/<uuid:uuid>/"),
        concerns.teach_concern,
        name="teach_concern",
    ),
]
