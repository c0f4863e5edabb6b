"""Roles, and what can happen to an account. Participants have no role; other roles belong to other apps."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """A group of the same name carries each role."""

    TRAINER = "trainer", _("Trainer")
    TRANSLATOR = "translator", _("Translator")
    REVIEWER = "reviewer", _("Reviewer")
    SAFEGUARDING_REVIEWER = "safeguarding_reviewer", _("Safeguarding reviewer")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")


TEACHING_ROLES = frozenset({Role.TRAINER, Role.PROGRAMME_MANAGER})


# Who must carry a second factor: everybody with a role.
STAFF_ROLES = frozenset(Role)


class AccountAct(models.TextChoices):
    """What is worth writing down about an account."""

    STAFF_SIGNED_IN = "staff_signed_in", _("Somebody with a role signed in")
    ROLES_CHANGED = "roles_changed", _("Roles were changed")
    ACTIVITY_CHANGED = "activity_changed", _("An account was closed or opened by an administrator")
    PASSWORD_SET = "password_set", _("A password was set")
    PASSWORD_REMOVED = "password_removed", _("The password was removed")
    FACTOR_ADDED = "factor_added", _("A second factor or passkey was added")
    FACTOR_REMOVED = "factor_removed", _("A second factor or passkey was removed")
    FACTORS_RESET = "factors_reset", _("All second factors were reset by an administrator")
    RECOVERY_CODES_MADE = "recovery_codes_made", _("New recovery codes were made")
    EMAIL_CHANGED = "email_changed", _("The e-mail was changed")
    EMAIL_RESTORED = "email_restored", _("The earlier e-mail was restored")
    DATA_EXPORTED = "data_exported", _("A copy of the person's data was made")
    DELETION_ASKED = "deletion_asked", _("The person asked to be erased")
    DELETION_UNDONE = "deletion_undone", _("The person took the wish to be erased back")
    ERASED = "erased", _("The person was erased")


class Purpose(models.TextChoices):
    """What a mailed code or link is good for; one made for something else does not work."""

    FRESH_SIGN_IN = "fresh_sign_in", _("Confirming that it is you")
    NEW_EMAIL = "new_email", _("Proving a new e-mail")
    RESTORE_EMAIL = "restore_email", _("Taking the earlier e-mail back")
    KEEP_ACCOUNT = "keep_account", _("Keeping an account that was to be erased")


class Device(models.TextChoices):
    """What somebody holds in their hands, as far as the browser says."""

    PHONE = "phone", _("Phone")
    TABLET = "tablet", _("Tablet")
    COMPUTER = "computer", _("Computer")
    OTHER = "other", _("Other device")


class LedgerAct(models.TextChoices):
    """What the ledger of erasures notes about a hash."""

    ASKED = "asked", _("asked to be erased")
    KEPT = "kept", _("took it back")
    ERASED = "erased", _("was erased")
