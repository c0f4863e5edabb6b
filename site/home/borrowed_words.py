"""Words of Wagtail's admin that it says in English, or in a Spanish that is not ours: named here, they are ours."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = (
    _("Save your changes before leaving"),
    _("Go to the first error"),
    _("You have <span>unsaved edits</span>"),
    _("You haven't created any tasks."),
    # Spanish has genders: what is named comes last there.
    _("The %(model_name)s could not be created due to errors."),
    _("The %(model_name)s could not be saved due to errors."),
    _("The %(model_name)s could not be saved as it is locked"),
    _("The user could not be saved due to errors."),
    _("The group could not be saved due to errors."),
    _("The image could not be saved due to errors."),
    _("The document could not be saved due to errors."),
    _("%(model_name)s '%(object)s' updated."),
    _("%(model_name)s '%(object)s' created."),
    _("%(model_name)s '%(object)s' deleted."),
    _("%(model_name)s '%(object)s' has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' created and scheduled for publishing."),
    _("%(model_name)s '%(object)s' is live and this version has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' updated and published."),
    _("%(model_name)s '%(object)s' created and published."),
    _("%(model_name)s '%(object)s' has been replaced with version from %(timestamp)s."),
    _("Version from %(timestamp)s of %(model_name)s '%(object)s' has been published."),
    _("Version from %(timestamp)s of %(model_name)s '%(object)s' has been scheduled for publishing."),
    _("'%(object)s' unpublished."),
    _("Are you sure you want to unpublish this %(model_name)s?"),
    # Our readers are addressed with respect, and the admin has our name.
    _("Go to Wagtail admin"),
    _("Wagtail admin"),
    _("Awaiting your review"),
    _("Sorry, you do not have permission to access this area."),
    _("The requested page could not be found."),
    _("Are you sure you want to move this page into '%(title)s'?"),
    _("Are you sure you want to delete this collection?"),
    _("Are you sure you want to convert this alias into an ordinary page?"),
    _("Your account settings have been changed successfully!"),
)
# Django's Spanish says "fewer than 200" where 200 may be written.
LENGTH = ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
