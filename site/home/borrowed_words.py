"""Words of Wagtail's admin that it says in English, or in a Spanish that is not ours: named here, they are ours."""

from django.utils.translation import gettext_noop as _

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
)
