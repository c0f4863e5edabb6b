"""Documents to download."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.search import index

from base.storages import PrivateFiles
from media.addresses import new_name, readable_name
from media.fields import DocumentField
from media.intake.papers import count_pages
from media.models.items import LibraryItem, LibraryManager, LibraryQuerySet
from safeguarding.enums import Channel


def document_name(document: "LibraryDocument", filename: str) -> str:
    return new_name("d", filename)


class LibraryDocumentQuerySet(LibraryQuerySet, DocumentQuerySet):
    pass


class LibraryDocument(LibraryItem, AbstractDocument):
    file = DocumentField(_("file"), upload_to=document_name, storage=PrivateFiles(), db_index=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)

    objects = LibraryManager.from_queryset(LibraryDocumentQuerySet)()
    with_withdrawn = LibraryDocumentQuerySet.as_manager()
    search_fields = [*AbstractDocument.search_fields, index.FilterField("withdrawn_at")]
    admin_form_fields = "file title language shows_children consent credit licence collection".split()
    channel = Channel.DOWNLOAD

    class Meta(LibraryItem.Meta, AbstractDocument.Meta):
        abstract = False

    @property
    def url(self) -> str:
        return self.file.url

    @property
    def filename(self) -> str:
        return readable_name(self.title, self.file.name)

    @property
    def format(self) -> str:
        """What kind of document it is, as people call it: PDF, DOCX."""
        return self.file_extension.upper()

    def clean(self) -> None:
        """Wagtail looks at the ending: of a file that was refused there is none to look at."""
        if self.file:
            super().clean()

    def measure(self, name: str, file: FieldFile) -> None:
        self._set_document_file_metadata()
        self.pages = count_pages(self.file) if self.file_extension == "pdf" else None
        self.file.seek(0)
