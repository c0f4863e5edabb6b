"""Finding an organization, describing one, and saying who belongs to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from base.enums import FactStatus
from base.text import refuse_control_characters
from organizations import actions
from organizations.choosers import organization_chooser
from organizations.enums import NAMED_BY
from organizations.errors import ClosedAccountError, MentionOnlyError
from organizations.models import Membership, Organization
from organizations.models.organizations import OrganizationQuerySet
from people.models import User

LONGEST_QUERY = 200


class FindForm(forms.Form):
    """Looks for any name that an organization has."""

    q = forms.CharField(
        label=_("Find an organization"),
        help_text=_("Any of its names, in Spanish or English. Accents do not matter."),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def query(self) -> str:
        """What the reader looks for; empty when it cannot be looked for."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    def find_in(self, rows: OrganizationQuerySet) -> OrganizationQuerySet:
        """Those of `rows` that are called so; none for a query that is no query, all without one."""
        return rows.called(self.query()) if self.is_valid() else rows.none()


class OrganizationForm(WagtailAdminModelForm):
    """Keeps apart those that take part, those that are only named, and those that are made up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [("", "—"), *((status.value, status.label) for status in NAMED_BY)]
        self.fields["fact_status"].choices = offered
        self.fields["fact_status"].help_text = _("For bodies that are only named in sources.")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("is_demo"):
            cleaned["fact_status"] = FactStatus.ILLUSTRATIVE
        elif not cleaned.get("mention_only"):
            cleaned["fact_status"] = ""
        if cleaned.get("mention_only") and not cleaned.get("sources"):
            self.add_error("sources", _("Name the source in which this body appears."))
        return cleaned

    def clean_aliases(self):
        """One name on a line, without blank ones."""
        texts = self.cleaned_data["aliases"]
        tidy = {
            language: "\n".join(line.strip() for line in text.splitlines() if line.strip())
            for language, text in texts.items()
        }
        return type(texts)(tidy)


class AddMemberForm(WagtailAdminModelForm):
    """Finds the person by their e-mail: those who manage organizations browse no list of people."""

    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("They need an account on this site; ask them to open one first."),
    )

    class Meta:
        model = Membership
        fields = ["organization", "role"]
        widgets = {"organization": organization_chooser.widget_class}

    def clean_organization(self) -> Organization:
        organization = self.cleaned_data["organization"]
        if organization.mention_only:
            raise ValidationError(str(MentionOnlyError()))
        return organization

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        refuse_control_characters(email)
        self.person = User.objects.filter(email=email, erased_at=None).first()
        if self.person is None:
            raise ValidationError(_("Nobody has an account with this e-mail. Check it for typing errors."))
        if not self.person.is_active:
            raise ValidationError(str(ClosedAccountError()))
        return email

    def clean(self) -> dict:
        cleaned = super().clean()
        organization = cleaned.get("organization")
        if (
            organization
            and "email" in cleaned
            and organization.memberships.filter(person=self.person).exists()
        ):
            self.add_error("email", _("This person belongs to the organization already."))
        return cleaned

    def save(self, commit: bool = True) -> Membership:
        self.instance = actions.add_member(
            organization=self.cleaned_data["organization"],
            person=self.person,
            role=self.cleaned_data["role"],
            by=self.for_user,
        )
        return self.instance


class MemberRoleForm(WagtailAdminModelForm):
    """The role alone: another person or organization is another membership."""

    class Meta:
        model = Membership
        fields = ["role"]

    def save(self, commit: bool = True) -> Membership:
        self.instance = actions.change_role(self.instance, role=self.cleaned_data["role"], by=self.for_user)
        return self.instance
