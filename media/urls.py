"""Addresses of the library: outside the languages, because a file is the same in all of them."""

from django.urls import re_path

from media.views import library_file

urlpatterns = [
    re_path(
        r"^(?P<token>[a-z][0-9a-f]{32})/(?P<filename>[a-z0-9][a-z0-9_-]*\.[a-z0-9]{2,5})$",
        library_file,
        name="library_file",
    )
]
