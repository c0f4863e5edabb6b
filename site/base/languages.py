"""The language of a request."""

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware

# What stands outside the languages; Django would look for it below /es/ before saying "not found".
WITHOUT_LANGUAGE = ("/admin/", "/documents/", "/files/", "/static/", "/uploads/", "/verify/")
FILES = "/files/"


class Languages(LocaleMiddleware):
    """Chooses the language from the address; what has none and is not found is simply not found."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path_info.startswith(FILES):
            return response
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
