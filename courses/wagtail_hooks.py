from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses import viewsets
from courses.path_admin import PathsMenuItem, PathsViewSet
from courses.policies import ACTIVITIES, OwnActivities
from courses.workbench.duplicate_view import DuplicateView
from courses.workbench.views import WorkbenchView

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
