"""Words of the library that Wagtail and its package for video and audio say in English alone: here translated."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("The document could not be created due to errors."),
    _("The image could not be created due to errors."),
    _("Audio file"),
    _("Video file"),
    _("Upload Audio"),
    _("Upload Video"),
    _("Latest media"),
    _('Sorry, no media files match "<em>%(query_string)s</em>"'),
    _(
        "You haven't uploaded any media in this collection. Why not <a "
        'href="%(wagtailmedia_add_url)s">upload one now</a>?'
    ),
    _('You haven\'t uploaded any media. Why not <a href="%(wagtailmedia_add_url)s">upload one now</a>?'),
    _("Change media file:"),
    _("Add audio"),
    _("Add video"),
    _("Add audio or video"),
    _("Delete media file"),
    _("Are you sure you want to delete this media file?"),
    _("Editing %(title)s"),
    _("Media"),
    _("Popular Tags:"),
    _("Uploaded"),
    _(
        "You haven't uploaded any media files in this collection. You can upload <a "
        'href="%(wagtailmedia_add_audio_url)s">audio</a> or <a '
        'href="%(wagtailmedia_add_video_url)s">video</a> files.'
    ),
    _(
        "You haven't uploaded any media files. You can upload <a "
        'href="%(wagtailmedia_add_audio_url)s">audio</a> or <a '
        'href="%(wagtailmedia_add_video_url)s">video</a> files.'
    ),
    _("Usage of %(title)s"),
    _("Usage of"),
    _("Choose audio"),
    _("Choose video"),
    _("Choose a media item"),
    _("Search media files"),
    _("Search media"),
    _("Media file '{0}' added."),
    _("The media file could not be saved due to errors."),
    _("Media file '{0}' updated"),
    _("The media could not be saved due to errors."),
    _("The file could not be found. Please change the source or delete the media file"),
    _("Media file '{0}' deleted."),
    _("Choose another media item"),
    _("Edit this media item"),
    _("Choose another audio item"),
    _("Edit this audio item"),
    _("Choose another video"),
    _("Edit this video"),
)
