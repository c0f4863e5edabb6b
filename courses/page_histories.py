"""The history of modules, lessons and paths in the admin.

Whole also where one act touched many pages: Wagtail keeps of each request the newest entry of a kind and hides
the others, whatever pages they are about, so that a module saved with its lessons would leave a history to the
last of them alone. And open to reviewers, who hold no right on any page: what waits for their step is theirs to
read, as `PagePermissionTester.can_edit` says of the page itself, which every view here asks.
"""

from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import PageLogEntry

from courses.models import LessonPage, ModulePage, PathPage


class WholeHistoryView(PageHistoryView):
    # The page itself is asked, not whether somebody may do anything to some page.
    any_permission_required = None

    def get_base_queryset(self) -> QuerySet:
        """The entries of this page; of those that one request wrote of one kind about it, the newest."""
        entries = PageLogEntry.objects.filter(page=self.object)
        same = entries.filter(uuid=OuterRef("uuid"), action=OuterRef("action")).order_by("-timestamp", "-id")
        return self._annotate_queryset(entries.filter(Q(uuid__isnull=True) | Q(pk=same.values("pk")[:1])))


class CompareView(RevisionsCompareView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # Past the question of Wagtail's view whether somebody may do anything to some page.
        return super(RevisionsCompareView, self).dispatch(request, *args, **kwargs)


class EarlierVersionView(RevisionsView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super(RevisionsView, self).dispatch(request, *args, **kwargs)


class ReviewedPages(PageViewSet):
    """Wagtail's views of one kind of page, with our histories."""

    history_view_class = WholeHistoryView
    revisions_compare_view_class = CompareView
    revisions_view_class = EarlierVersionView


def page_viewsets() -> list[ReviewedPages]:
    return [ReviewedPages(model.__name__, model=model) for model in (ModulePage, LessonPage, PathPage)]
