from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses import viewsets, workflow_admin
from courses.page_histories import page_viewsets
from courses.path_admin import PathsMenuItem, PathsViewSet
from courses.policies import ACTIVITIES, OwnActivities
from courses.workbench.duplicate_view import DuplicateView
from courses.workbench.views import WorkbenchView
from courses.workflow_views import ModuleReviewView

for model in ACTIVITIES:
    register_permission_policy(model, OwnActivities(model), exact_class=True)


@hooks.register("register_admin_viewset")
def activity_viewsets():
    return [
        viewsets.ActivitiesGroup(),
        viewsets.item_chooser,
        viewsets.quiz_chooser,
        viewsets.scenario_chooser,
        viewsets.reflection_chooser,
        PathsViewSet(),
        *page_viewsets(),
    ]


@hooks.register("register_admin_menu_item")
def paths_menu_item():
    return PathsMenuItem()


@hooks.register("register_admin_urls")
def workbench_urls():
    return [
        path("modules/<uuid:key>/workbench/", WorkbenchView.as_view(), name="workbench"),
        path("modules/<uuid:key>/duplicate/", DuplicateView.as_view(), name="duplicate_module"),
    ]


@hooks.register("register_admin_urls")
def workflow_urls():
    return [path("modules/<int:page_id>/review/", ModuleReviewView.as_view(), name="module_review")]


hooks.register("before_edit_page", workflow_admin.send_after_saving)
hooks.register("after_edit_page", workflow_admin.send_saved)
# Before everything else that is asked: while reviewers have a module, nothing else matters.
hooks.register("before_publish_page", workflow_admin.leave_to_reviewers, order=-2)
hooks.register("before_edit_page", workflow_admin.leave_translation_to_reviewers, order=-2)
hooks.register("before_bulk_action", workflow_admin.leave_many_to_reviewers, order=-2)
# Before the gate of safeguarding: what its authors can mend themselves comes first.
hooks.register("before_publish_page", workflow_admin.check_before_publishing, order=-1)
hooks.register("after_create_page", workflow_admin.check_new_before_publishing, order=-1)
hooks.register("before_edit_page", workflow_admin.check_translation_before_publishing, order=-1)
hooks.register("before_bulk_action", workflow_admin.check_before_publishing_many, order=-1)
hooks.register("construct_page_action_menu", workflow_admin.in_our_words)
hooks.register("construct_homepage_panels", workflow_admin.panels_of_workflow)


@hooks.register("insert_global_admin_css")
def workflow_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("courses/workflow.css"))
