"""What an organization can refuse."""

from django.utils.translation import gettext_lazy as _


class OrganizationError(Exception):
    """Something about an organization cannot be done; the words are for people."""

    message = ""

    def __str__(self) -> str:
        return str(self.message)


class MentionOnlyError(OrganizationError):
    """A real body that is only named in sources does nothing here."""

    message = _(
        "This organization is only named in our sources: it has no members and no contact here, and nothing is "
        "done in its name. Untick “only named in sources” once it takes part."
    )


class HasMembersError(OrganizationError):
    """An organization with members is more than a name."""

    message = _(
        "People belong to this organization, so it is not only named in sources. Remove its members first."
    )


class ClosedAccountError(OrganizationError):
    message = _("This account is closed, so it cannot belong to an organization.")
