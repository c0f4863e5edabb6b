"""Sign in, sign up, the code, and where to go then."""

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string
from django.utils.translation import get_language, get_language_from_path, override
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from people import actions, codes, letters, passwords
from people.data_saver import remember_data_saver
from people.demo import demo_person_for
from people.errors import CodeOverError, SignInError
from people.factor_forms import PasswordSignInForm
from people.forms import CodeForm, SignInForm, SignUpForm
from people.next_page import next_page, with_next
from people.sessions import mark_shared, remember_language

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@method_decorator(never_cache, name="dispatch")
class SignInStep(FormView):
    """A form on the way in. People who are in already are led on; a form with faults answers 4xx."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(with_next(reverse("after_sign_in"), next_page(request)))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        try:
            return self.proceed(form)
        except SignInError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form, status=error.status)

    def form_invalid(self, form, status: int = 422) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def proceed(self, form) -> HttpResponse:
        """What a form without faults leads to. May raise `SignInError`."""
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict:
        wanted = next_page(self.request)
        return super().get_context_data(
            next=wanted,
            sign_in_url=with_next(reverse("account_login"), wanted),
            sign_up_url=with_next(reverse("account_signup"), wanted),
            **kwargs,
        )

    def wait_for_code(self, email: str, writer: letters.Writer) -> HttpResponse:
        codes.send_code(self.request, email, writer)
        return redirect(with_next(reverse("account_confirm_login_code"), next_page(self.request)))


@method_decorator(rate_limit(action="login"), name="dispatch")
class SignInView(SignInStep):
    """A code by e-mail for everybody; a password or a passkey for those who have one.

    Nobody learns here which of them somebody has: only what was given is looked at.
    """

    template_name = "account/sign_in.html"

    def get_form_class(self) -> type:
        return PasswordSignInForm if PasswordSignInForm.PASSWORD in self.request.POST else SignInForm

    def proceed(self, form: SignInForm | PasswordSignInForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        if isinstance(form, PasswordSignInForm):
            return self.by_password(form)
        codes.limit_requests(self.request, email)
        return self.wait_for_code(email, letters.sign_in)

    def by_password(self, form: PasswordSignInForm) -> HttpResponse:
        given = form.cleaned_data
        user = passwords.who_has(self.request, given["email"], given["password"])
        if user.is_active and not passwords.has_proved_address(user):
            codes.limit_requests(self.request, user.email)
            return self.wait_for_code(user.email, letters.sign_in)
        if given["shared_device"]:
            mark_shared(self.request)
        wanted = next_page(self.request)
        return passwords.sign_in(self.request, user, with_next(reverse("after_sign_in"), wanted))

    def get_context_data(self, form=None, **kwargs) -> dict:
        by_password = isinstance(form, PasswordSignInForm)
        return super().get_context_data(
            form=SignInForm() if by_password or form is None else form,
            password_form=form if by_password else PasswordSignInForm(),
            by_password=by_password,
            passkey_refused=self.request.GET.get("passkey") == "refused",
            **kwargs,
        )


@method_decorator(rate_limit(action="signup"), name="dispatch")
class SignUpView(SignInStep):
    form_class = SignUpForm
    template_name = "account/sign_up.html"

    def get_initial(self) -> dict:
        return {"language": get_language()}

    def proceed(self, form: SignUpForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        codes.limit_requests(self.request, email)
        _user, is_new = actions.sign_up(email=email, details=form.details(), now=timezone.now())
        return self.wait_for_code(email, letters.welcome if is_new else letters.known_already)


@method_decorator(rate_limit(action="login"), name="dispatch")
class CodeView(SignInStep):
    form_class = CodeForm
    template_name = "account/code.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.waiting = codes.waiting(request)
        if self.waiting is None and not request.user.is_authenticated:
            return code_is_over(request)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("action") == "resend":
            return self.resend()
        return super().post(request, *args, **kwargs)

    def proceed(self, form: CodeForm) -> HttpResponse:
        try:
            response = codes.try_code(
                self.request, self.waiting, form.cleaned_data["code"], next_page(self.request)
            )
        except CodeOverError:
            return code_is_over(self.request, codes.email_of(self.waiting))
        if form.cleaned_data["shared_device"]:
            mark_shared(self.request)
        return response

    def resend(self) -> HttpResponse:
        email = codes.email_of(self.waiting)
        try:
            codes.limit_requests(self.request, email)
            return self.wait_for_code(email, letters.sign_in)
        except SignInError as error:
            context = self.get_context_data(form=CodeForm(), refusal=str(error))
            return self.render_to_response(context, status=error.status)

    def get_context_data(self, **kwargs) -> dict:
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        return super().get_context_data(email=codes.email_of(self.waiting), minutes=minutes, **kwargs)


def code_is_over(request: HttpRequest, email: str = "") -> HttpResponse:
    """No code is waited for in this browser: say why that may be, and let another be asked for at once."""
    context = {"form": SignInForm(initial={"email": email}), "next": next_page(request)}
    return render(request, "account/code_over.html", context, status=CodeOverError.status)


sign_in = SignInView.as_view()
sign_up = SignUpView.as_view()
enter_code = CodeView.as_view()


@never_cache
def account_inactive(request: HttpRequest) -> HttpResponse:
    return render(request, "account/inactive.html", status=403)


@never_cache
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead people on: to what other rooms ask them first, to where they wanted to go, or to their learning."""
    if not request.user.is_authenticated:
        return redirect(with_next(reverse("account_login"), next_page(request)))
    language, wanted = request.user.language, next_page(request)
    # Whoever comes from a page goes on in its language.
    with override(get_language_from_path(wanted) or language):
        question = first_question(request)
        response = redirect(with_next(question, wanted) if question else wanted or own_place(language))
    if request.user.saves_data:
        remember_data_saver(response, True)
    return remember_language(response, language)


def first_question(request: HttpRequest) -> str | None:
    """The first address that one of AFTER_SIGN_IN names."""
    answers = (import_string(name)(request) for name in settings.AFTER_SIGN_IN)
    return next((url for url in answers if url), None)


def own_place(language: str) -> str:
    try:
        return reverse("courses:my_learning")
    except NoReverseMatch:
        return f"/{language}/"


def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the people of the demo site, where settings allow it; the buttons stand at the sign-in."""
    if settings.DEMO_SIGN_INS and request.method != "POST":
        return redirect(with_next(reverse("account_login"), next_page(request)))
    person = demo_person_for(request.POST.get("as", "")) if settings.DEMO_SIGN_INS else None
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    # In the language of the page: whoever tries the site out has chosen it already.
    return redirect(with_next(reverse("after_sign_in"), next_page(request) or reverse("courses:my_learning")))
