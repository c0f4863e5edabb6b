"""Where anybody checks a certificate by its code. The page is in the browser's language."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from credentials import attempts, codes
from credentials.forms import CodeForm, PrintForm
from credentials.models import Certificate


@never_cache
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Type a code; what was typed leads to its own address."""
    speak(request)
    if "code" not in request.GET:
        return answer(request, "credentials/verify_form.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if not form.is_valid():
        return answer(request, "credentials/verify_form.html", {"form": form}, 422)
    typed = form.cleaned_data["code"]
    code = codes.read_code(typed)
    return HttpResponseRedirect(address_of(codes.grouped(code))) if code else missed(request, typed)


@never_cache
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """What was issued, when, and whether it counts; the name only while its holder agrees.

    What cannot be a code is not looked for; what may be one is looked for by its hash, however many wrong
    ones came from the same address: a valid code is always answered.
    """
    speak(request)
    found = codes.read_code(code)
    if found is None:
        return missed(request, code)
    if code != codes.grouped(found):
        return HttpResponseRedirect(address_of(codes.grouped(found)))
    certificate = Certificate.objects.with_code(found).first()
    if certificate is None:
        return missed(request, code, is_code=True)
    context = {"certificate": certificate, "is_genuine": certificate.is_genuine(), "form": CodeForm()}
    return answer(request, "credentials/verify.html", context)


def missed(request: HttpRequest, typed: str, *, is_code: bool = False) -> HttpResponse:
    """There is no such certificate. `is_code` when it was not merely mistyped."""
    if attempts.is_blocked(request):
        return too_many(request)
    attempts.count_miss(request)
    form = CodeForm(initial={"code": typed[: codes.LONGEST_INPUT]})
    context = {"form": form, "is_code": is_code}
    return answer(request, "credentials/verify_unknown.html", context, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    minutes = attempts.WINDOW_SECONDS // 60
    response = answer(request, "credentials/verify_wait.html", {"minutes": minutes}, 429)
    response.headers["Retry-After"] = str(attempts.WINDOW_SECONDS)
    return response


def address_of(code: str) -> str:
    return reverse("verify", args=[code])


def speak(request: HttpRequest) -> None:
    """Use the language that is asked for, else the browser's; and say where the page is in the other."""
    form = PrintForm(request.GET)
    chosen = form.cleaned_data["language"] if form.is_valid() else ""
    language = chosen or translation.get_language_from_request(request)
    translation.activate(language)
    request.LANGUAGE_CODE = language
    path = quote(request.path_info)
    request.translations = {code: f"{path}?language={code}" for code, _name in settings.LANGUAGES}


def answer(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """A page that no search engine keeps."""
    response = render(request, template, context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
