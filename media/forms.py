"""Forms of the library, as trainers fill them in."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from base.enums import Language
from base.fields import TranslatedFormField
from media import limits
from media.enums import Kind, ShowsChildren
from media.errors import FileRefusedError
from media.intake.captions import clean_captions
from media.intake.papers import refuse_false_document
from media.intake.pictures import clean_picture, clean_poster, open_picture, refuse_false_ending
from media.intake.recordings import refuse_false_recording
from media.models import ITEMS, Captions
from safeguarding.models import Consent


def in_words(check: Callable, *args):
    """What `check` returns; its refusal becomes an error of the field."""
    try:
        return check(*args)
    except FileRefusedError as error:
        raise ValidationError(str(error)) from error


@keep_lazy_text
def told(kinds: str, kind: str) -> str:
    """What a field takes, in the language of whoever reads the form."""
    return kinds % {"most": filesizeformat(limits.most_bytes(kind))}


class PictureFormField(WagtailImageField):
    """An image, measured before anything decodes it; what is handed on is drawn anew.

    Wagtail's own reading is passed by: it decodes what may be broken, and is not prepared for that.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = told(_("JPEG, PNG, WebP or GIF; at most %(most)s."), Kind.IMAGE)

    def to_python(self, data):
        if data:
            in_words(limits.refuse_too_large, data.size, Kind.IMAGE)
            picture = in_words(open_picture, data)
            in_words(refuse_false_ending, picture, data.name)
            data.seek(0)
        offered = forms.FileField.to_python(self, data)
        return in_words(clean_picture, offered) if offered else offered


class DocumentFormField(WagtailDocumentField):
    """A document that is what its ending says."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = _("PDF, Word, Excel, PowerPoint, OpenDocument, CSV or plain text; at most %(most)s.")
        self.help_text = told(kinds, Kind.DOCUMENT)

    def to_python(self, data):
        if data:
            in_words(limits.refuse_too_large, data.size, Kind.DOCUMENT)
            in_words(refuse_false_document, data, data.name)
        return super().to_python(data)


class PosterFormField(forms.FileField):
    """The still of a video."""

    def to_python(self, data):
        offered = super().to_python(data)
        if offered:
            in_words(limits.refuse_too_large, offered.size, Kind.IMAGE)
        return in_words(clean_poster, offered) if offered else offered


class RecordingFormField(forms.FileField):
    """A video or audio file; its form says of which kind."""

    kind: str = Kind.VIDEO

    def to_python(self, data):
        offered = super().to_python(data)
        if offered:
            in_words(limits.refuse_too_large, offered.size, self.kind)
            in_words(refuse_false_recording, offered, offered.name, self.kind)
        return offered


class CaptionsFormField(forms.FileField):
    """WebVTT; every line that is wrong is named."""

    def to_python(self, data):
        offered = super().to_python(data)
        if offered:
            in_words(limits.refuse_too_large, offered.size, Kind.CAPTIONS)
        return in_words(clean_captions, offered) if offered else offered


class LibraryForm(forms.ModelForm):
    """What all forms of the library share: one question about children, consent, and everybody's share."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.person = user
        self.ask_about_children()
        self.offer_consents()
        self.prefer_last_collection()
        for field in self.fields.values():
            if isinstance(field, TranslatedFormField):
                field.error_messages["required"] = _("Write this in every language.")

    def ask_about_children(self) -> None:
        field = self.fields.get("shows_children")
        if field is None:
            return
        field.choices = ShowsChildren.choices
        field.widget = forms.RadioSelect(choices=ShowsChildren.choices)
        field.help_text = _(
            "What shows a child, or was made by one, needs a consent on file. A safeguarding reviewer"
            " adds it; until then nobody but you and your team sees it."
        )

    def offer_consents(self) -> None:
        """Those who keep consents choose one; for everybody else the field is not there."""
        if "consent" not in self.fields:
            return
        offered = Consent.objects.visible_to(self.person).not_withdrawn()
        if self.person is None or not offered.exists():
            del self.fields["consent"]
        else:
            self.fields["consent"].queryset = offered

    def prefer_last_collection(self) -> None:
        """Something new goes where this person put the last thing; who puts the first one chooses."""
        field = self.fields.get("collection")
        if field is None or self.instance.pk or len(field.choices) < 2:
            return
        mine = type(self.instance).objects.filter(uploaded_by_user=self.person).order_by("-created_at", "-pk")
        last = mine.filter(collection__in=field.queryset).values_list("collection", flat=True).first()
        field.empty_label, self.initial["collection"] = _("Choose a collection"), last

    def new_files(self) -> list[File]:
        """What comes with this form."""
        files = [self.cleaned_data.get(name) for name in self.instance.files]
        return [file for file in files if isinstance(file, UploadedFile) or is_clean(file)]

    def clean(self) -> dict:
        data = super().clean()
        size = sum(file.size for file in self.new_files())
        if size:
            in_words(limits.refuse_over_quota, self.person, size, ITEMS)
        return data


def is_clean(file) -> bool:
    """Whether a value is a file that was made clean just now, not one that was stored before."""
    return isinstance(file, File) and not hasattr(file, "instance")


class PictureForm(LibraryForm, BaseImageForm):
    file = PictureFormField(label=_("Image"), widget=BaseImageForm.Meta.widgets["file"])

    class Meta(BaseImageForm.Meta):
        pass


class DocumentForm(LibraryForm, BaseDocumentForm):
    file = DocumentFormField(
        label=_("Document"),
        widget=BaseDocumentForm.Meta.widgets["file"],
    )

    class Meta(BaseDocumentForm.Meta):
        pass


class RecordingForm(LibraryForm, BaseMediaForm):
    """A video or audio file with its captions, a file for each language."""

    file = RecordingFormField(label=_("File"), widget=forms.FileInput)
    thumbnail = PosterFormField(
        label=_("Still image"), required=False, help_text=_("Shown before the video plays. No faces.")
    )
    audio_only = RecordingFormField(label=_("Sound alone"), required=False)

    class Meta(BaseMediaForm.Meta):
        widgets = {**BaseMediaForm.Meta.widgets, "file": forms.FileInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].kind = self.instance.type or Kind.VIDEO
        self.fields["audio_only"].kind = Kind.AUDIO
        self.fields["audio_only"].help_text = self.instance._meta.get_field("audio_only").help_text
        if self.instance.type == Kind.AUDIO:
            del self.fields["thumbnail"], self.fields["audio_only"]
        self.add_captions()

    def add_captions(self) -> None:
        kept = {row.language: row for row in self.kept_captions()}
        for language in Language:
            name = f"captions_{language.value}"
            self.fields[name] = CaptionsFormField(
                label=_("Captions: %(language)s") % {"language": language.label},
                required=False,
                help_text=_("A WebVTT file (.vtt)."),
                widget=forms.ClearableFileInput(attrs={"accept": ".vtt"}),
            )
            if language.value in kept:
                self.initial[name] = kept[language.value].file

    def kept_captions(self) -> list[Captions]:
        return list(self.instance.captions.all()) if self.instance.pk else []

    def save(self, commit: bool = True):
        recording = super().save(commit=commit)
        if commit:
            for language in Language.values:
                self.keep_captions(recording, language, self.cleaned_data.get(f"captions_{language}"))
        return recording

    def keep_captions(self, recording, language: str, file) -> None:
        """Store new captions, delete those that were cleared, leave the others."""
        if file is None or (file and not is_clean(file)):
            return
        Captions.objects.filter(media=recording, language=language).delete()
        if file:
            Captions.objects.create(media=recording, language=language, file=file)
