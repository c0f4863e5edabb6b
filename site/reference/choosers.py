"""How authors pick a reference row while they write."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class StatisticChooser(ChooserViewSet):
    model = "reference.Statistic"
    icon = "decimal"
    choose_one_text = _("Choose a figure")
    choose_another_text = _("Choose another figure")
    edit_item_text = _("Correct this figure")


class ProvisionChooser(ChooserViewSet):
    model = "reference.Provision"
    icon = "openquote"
    choose_one_text = _("Choose a legal provision")
    choose_another_text = _("Choose another provision")
    edit_item_text = _("Correct this provision")


class SourceChooser(ChooserViewSet):
    model = "reference.Source"
    icon = "link"
    choose_one_text = _("Choose a source")
    choose_another_text = _("Choose another source")
    edit_item_text = _("Correct this source")


class GlossaryTermChooser(ChooserViewSet):
    model = "reference.GlossaryTerm"
    icon = "edit"
    choose_one_text = _("Choose a glossary term")
    choose_another_text = _("Choose another term")
    edit_item_text = _("Correct this term")


statistic_chooser = StatisticChooser("statistic_chooser")
provision_chooser = ProvisionChooser("provision_chooser")
source_chooser = SourceChooser("source_chooser")
glossary_term_chooser = GlossaryTermChooser("glossary_term_chooser")
