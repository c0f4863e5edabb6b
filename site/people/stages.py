"""The second half of signing in."""

from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpRequest, HttpResponse

from people.factors import asks_for_second


class SecondStep(AuthenticateStage):
    """Asks for the second factor of those who have one, unless they came with a passkey."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return bool(user) and asks_for_second(user) and not did_use_passwordless_login(request, user)


def waiting_for_second(request: HttpRequest) -> SecondStep | None:
    """The sign-in of this browser that lacks its second half; None when there is none."""
    stage = LoginStageController.enter(request, SecondStep.key)
    return stage if stage and stage.login.user else None


def finish(stage: SecondStep, used: Authenticator) -> HttpResponse:
    """Sign in with the second factor that was proved."""
    post_authentication(stage.request, used)
    return stage.exit()
