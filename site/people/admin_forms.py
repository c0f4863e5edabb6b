"""The forms with which administrators add people and change their roles."""

from django import forms
from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm

from people.enums import AccountAct, Role
from people.forms import CleanName
from people.signals import announce, whoever_asked

# Wagtail brings these two; they open the whole page tree, which none of our roles does.
NOT_OFFERED = ("Editors", "Moderators")


class RoleField(forms.ModelMultipleChoiceField):
    """Groups under the names of the roles they carry."""

    def label_from_instance(self, group: Group) -> str:
        return Role(group.name).label if group.name in Role.values else group.name


class PersonForm(CleanName):
    """What Wagtail's form asks, without the passwords and the two names that our people do not have."""

    password_enabled = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "is_superuser"):
            self.fields.pop(name, None)
        self.fields["groups"] = RoleField(
            Group.objects.exclude(name__in=NOT_OFFERED).order_by("name"),
            label=self.fields["groups"].label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class AddPersonForm(PersonForm, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ("email", "display_name", "language", "groups")


class EditPersonForm(PersonForm, UserEditForm):
    """Says what happened to the account, for the audit."""

    ACTS = {"email": AccountAct.EMAIL_CHANGED, "is_active": AccountAct.ACTIVITY_CHANGED}

    def save(self, commit: bool = True):
        user = super().save(commit)
        for name in self.ACTS.keys() & set(self.changed_data):
            announce(self.ACTS[name], user=user, **whoever_asked())
        return user

    class Meta(UserEditForm.Meta):
        fields = ("email", "display_name", "language", "is_active", "groups")
