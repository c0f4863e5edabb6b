"""The person behind an account."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from base.enums import Language
from people.rules import may_manage_people

# What ends every session of a person when it changes, besides roles, e-mail and password.
STANDING_FIELDS = frozenset({"is_active", "is_superuser"})


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person sees their own account; those who manage people see all."""
        if may_manage_people(user):
            return self
        return self.filter(pk=user.pk) if user.is_authenticated else self.none()

    def awaiting_first_code(self):
        """Those who signed up, and whose address nobody has proved yet."""
        # People whom an administrator made have no address row before their first sign-in.
        unproved = self.filter(last_login__isnull=True, emailaddress__isnull=False)
        return unproved.exclude(emailaddress__verified=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes accounts; without a password, since people sign in with a code."""

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """An account for `email`; the caller says whether the address has been confirmed."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        fields = {"display_name": email.partition("@")[0][:80], **fields}
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("An account with this e-mail exists already.")}
    )
    display_name = models.CharField(
        _("name others see"), max_length=80, help_text=_("It need not be your own name; a pseudonym is fine.")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ES)
    # Code of a term of the vocabulary `actor_type`; the form offers the terms of the day.
    organization_type = models.CharField(_("type of organization"), max_length=40, blank=True)
    adult_declared_at = models.DateTimeField(_("declared to be 18 or older"), null=True, blank=True)
    # Kept in step with the roles, so that "may this person enter the admin?" costs no query.
    is_staff = models.BooleanField(_("may enter the admin"), default=False, editable=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Without this the person cannot sign in. Nothing is deleted.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    listed = models.BooleanField(
        _("Show my name to other people in my courses"),
        default=False,
        help_text=_("They see the name you chose, never your e-mail. You can take it back at any time."),
    )
    saves_data = models.BooleanField(
        _("No pictures until I ask for them"),
        default=False,
        help_text=_(
            "Pages come without pictures, and you choose which ones to load. Saves data on slow lines."
        ),
    )
    # Set when everything personal was removed; the nameless row stays, so that counts stay right.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Grows when roles or activity change: every session of the person ends.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def save(self, *args, update_fields=None, **kwargs) -> None:
        self.email = self.email.lower()
        if not self.password:
            self.set_unusable_password()
        if self._standing_changed(update_fields):
            self.session_epoch += 1
            update_fields = {*update_fields, "session_epoch"} if update_fields is not None else None
        super().save(*args, update_fields=update_fields, **kwargs)

    def _standing_changed(self, update_fields) -> bool:
        """True when this save opens, closes or raises an account that exists."""
        if self._state.adding or (update_fields is not None and STANDING_FIELDS.isdisjoint(update_fields)):
            return False
        before = User.objects.filter(pk=self.pk).values(*STANDING_FIELDS).first()
        return before is not None and any(getattr(self, name) != value for name, value in before.items())

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @property
    def first_name(self) -> str:
        """What Wagtail's admin calls a person by in its menu."""
        return self.display_name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The names of the person's groups: one query, remembered with this object."""
        return frozenset(self.groups.values_list("name", flat=True))

    def awaits_first_code(self) -> bool:
        return User.objects.awaiting_first_code().filter(pk=self.pk).exists()

    def _get_session_auth_hash(self, secret=None) -> str:
        """What a session must match: it ends when password, e-mail or epoch is another one."""
        standing = f"{self.password}|{self.email}|{self.session_epoch}"
        return salted_hmac("people.User.session", standing, secret=secret, algorithm="sha256").hexdigest()
