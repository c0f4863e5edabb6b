"""Words of Wagtail's editor that it says in English alone; named here, they are translated."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Search all pages…"),
    _("Search…"),
    _("Privacy and access"),
    _("Scheduling…"),
    _("Schedule to publish"),
    _("Show issue"),
    _("Content metrics"),
    _("Reading time"),
    _("Readability"),
    _("This data explained"),
    _("How we calculate our metrics"),
    _(
        "We extract the main content from the page preview, remove all formatting, and calculate the number of words."
    ),
    _("We calculate reading time from word count, using different reading speeds for different languages."),
    _(
        "We use a readability formula based on length of words and sentences. Long sentences and words result in a"
        " worse readability score."
    ),
    _("Toggle checks"),
    _("Locking: "),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Invalid schedule"),
    _("Once scheduled:"),
    _("Refreshing…"),
    _("Refresh"),
    _("First published"),
    _("This %(model_name)s hasn't been submitted for moderation yet"),
    _("Cancelled by %(cancelled_by)s"),
    _("Saving will overwrite a newer version."),
    _("There are validation errors, click save to highlight them."),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved as it is locked."),
    _("The page could not be saved due to validation errors."),
    _(
        "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the slug is unique and"
        " try again."
    ),
)
