"""Our own settings, checked when Django starts."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.module_loading import import_string


@register(Tags.compatibility)
def after_sign_in_exists(**_kwargs) -> list[Error]:
    """Every name in AFTER_SIGN_IN leads to something that can be called."""
    problems = []
    for name in settings.AFTER_SIGN_IN:
        try:
            import_string(name)
        except ImportError as error:
            problems.append(
                Error(
                    str(error),
                    hint=f"AFTER_SIGN_IN names {name!r}; write the path of a function.",
                    id="base.E001",
                )
            )
    return problems
