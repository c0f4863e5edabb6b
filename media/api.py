"""The lists of the library that the editor of the admin reads: only what its reader finds in the library."""

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet


class OwnImages(ImagesAdminAPIViewSet):
    def get_queryset(self):
        return super().get_queryset() & self.model.objects.visible_to(self.request.user)


class OwnDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self):
        return super().get_queryset() & self.model.objects.visible_to(self.request.user)
