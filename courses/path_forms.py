"""What reaches the verbs of paths from outside."""

from django import forms


class FollowForm(forms.Form):
    """Follow the path, or stop following it."""

    following = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    @property
    def wants_to_follow(self) -> bool:
        return self.cleaned_data["following"] == "yes"
