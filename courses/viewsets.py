"""Activities in the Wagtail admin: choosers for lessons, and lists in which trainers edit their own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class ActivityChooserViewSet(ChooserViewSet):
    """Offers a person the activities of the modules they may edit."""

    def get_object_list(self):
        return self.model.objects.all()


quiz_chooser = ChooserViewSet("quiz_chooser", model="courses.Quiz", icon="help", choose_one_text=_("Choose a quiz"))
scenario_chooser = ChooserViewSet(
    "scenario_chooser", model="courses.Scenario", icon="site", choose_one_text=_("Choose a scenario")
)
reflection_chooser = ChooserViewSet(
    "reflection_chooser", model="courses.Reflection", icon="edit", choose_one_text=_("Choose a reflection")
)
