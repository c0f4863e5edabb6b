"""The reference shelf in the admin: one menu group, one list for each kind of row."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from reference.fields import PlainNumberInput
from reference.models import (
    Framework,
    GlossaryTerm,
    LegalInstrument,
    Place,
    Provision,
    Source,
    Stage,
    StageMatch,
    Statistic,
    Term,
    Vocabulary,
)

WIDGETS = {"related": CheckboxSelectMultiple, "sources": CheckboxSelectMultiple, "value": PlainNumberInput}


def fields(*names: str) -> list[FieldPanel]:
    """Panels for these fields; links to many rows are ticked, since long lists are hard to hold by keyboard."""
    return [FieldPanel(name, widget=WIDGETS.get(name)) for name in names]


class ReferenceViewSet(ModelViewSet):
    """A list with search, and forms; who may do what follows Django's model permissions."""

    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = True


class StatisticViewSet(ReferenceViewSet):
    model = Statistic
    icon = "decimal"
    menu_label = _("Figures")
    list_display = ["__str__", "precision", "place", "fact_status", "dispute_group"]
    list_filter = ["fact_status", "precision", "place"]
    search_fields = ["code", "indicator__es", "indicator__en"]
    panels = fields(
        "code",
        "indicator",
        "value",
        "precision",
        "unit",
        "period",
        "place",
        "population",
        "statistic_term",
        "source",
        "retrieved_date",
        "as_of_date",
        "as_of_precision",
        "note",
        "fact_status",
        "dispute_group",
    )


class ProvisionViewSet(ReferenceViewSet):
    model = Provision
    icon = "openquote"
    menu_label = _("Provisions")
    list_display = ["__str__", "as_of_date", "reviewed_date"]
    list_filter = ["instrument"]
    search_fields = ["code", "number", "summary__es", "summary__en"]
    panels = fields(
        "code",
        "instrument",
        "number",
        "text",
        "translation_status",
        "summary",
        "as_of_date",
        "reviewed_date",
        "source",
        "note",
    )


class LegalInstrumentViewSet(ReferenceViewSet):
    model = LegalInstrument
    icon = "doc-full"
    menu_label = _("Legal instruments")
    list_display = ["__str__", "instrument_type", "jurisdiction", "legal_force"]
    list_filter = ["legal_force", "jurisdiction"]
    search_fields = ["code", "name__es", "name__en"]
    panels = fields(
        "code",
        "name",
        "instrument_type",
        "jurisdiction",
        "date",
        "date_precision",
        "date_kind",
        "legal_force",
        "as_of_date",
        "url",
        "source",
        "note",
    )


class GlossaryViewSet(ReferenceViewSet):
    model = GlossaryTerm
    icon = "edit"
    menu_label = _("Glossary")
    list_display = ["__str__", "code"]
    search_fields = ["code", "term__es", "term__en"]
    panels = fields(
        "code",
        "term",
        "definition",
        "note",
        "avoid",
        "related",
        "sources",
        "source_note",
    )


class SourceViewSet(ReferenceViewSet):
    model = Source
    icon = "link"
    menu_label = _("Sources")
    list_display = ["__str__", "kind", "language", "retrieved_date"]
    list_filter = ["kind", "language"]
    search_fields = ["code", "citation__es", "citation__en", "url"]
    panels = fields(
        "code",
        "citation",
        "url",
        "kind",
        "language",
        "published_date",
        "published_precision",
        "retrieved_date",
        "note",
    )


class PlaceViewSet(ReferenceViewSet):
    model = Place
    icon = "site"
    menu_label = _("Places")
    list_display = ["__str__", "code", "level", "parent"]
    list_filter = ["level"]
    search_fields = ["code", "name__es", "name__en"]
    panels = fields("code", "name", "level", "parent")


class VocabularyViewSet(ReferenceViewSet):
    model = Vocabulary
    icon = "list-ul"
    menu_label = _("Vocabularies")
    list_display = ["__str__", "code"]
    search_fields = ["code", "label__es", "label__en"]
    panels = fields(
        "code",
        "label",
        "note",
        "sources",
        "source_note",
    )


class TermViewSet(ReferenceViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Terms")
    list_display = ["__str__", "vocabulary", "code", "order", "applies_to_children"]
    list_filter = ["vocabulary", "applies_to_children", "deprivation_of_liberty"]
    search_fields = ["code", "label__es", "label__en"]
    panels = fields(
        "vocabulary",
        "code",
        "label",
        "definition",
        "order",
        "applies_to_children",
        "is_child",
        "deprivation_of_liberty",
    )


class FrameworkViewSet(ReferenceViewSet):
    model = Framework
    icon = "folder-open-inverse"
    menu_label = _("Frameworks")
    list_display = ["__str__", "code", "version", "is_current"]
    search_fields = ["code", "label__es", "label__en"]
    panels = fields("code", "version", "label", "note", "source", "is_current")


class StageViewSet(ReferenceViewSet):
    model = Stage
    icon = "order"
    menu_label = _("Stages")
    list_display = ["__str__", "framework", "order", "applies_to_children"]
    list_filter = ["framework"]
    search_fields = ["code", "label__es", "label__en"]
    panels = fields("framework", "code", "label", "definition", "order", "applies_to_children")


class StageMatchViewSet(ReferenceViewSet):
    model = StageMatch
    icon = "resubmit"
    menu_label = _("Crosswalk")
    list_display = ["from_stage", "to_stage"]
    list_filter = ["from_stage__framework", "to_stage__framework"]
    panels = fields("from_stage", "to_stage", "note")


class ReferenceGroup(ViewSetGroup):
    """Figures, law and glossary first: trainers correct these most."""

    menu_label = _("Reference")
    menu_icon = "list-ul"
    menu_order = 300
    items = [
        StatisticViewSet("reference_figures"),
        ProvisionViewSet("reference_provisions"),
        LegalInstrumentViewSet("reference_instruments"),
        GlossaryViewSet("reference_glossary"),
        SourceViewSet("reference_sources"),
        PlaceViewSet("reference_places"),
        VocabularyViewSet("reference_vocabularies"),
        TermViewSet("reference_terms"),
        FrameworkViewSet("reference_frameworks"),
        StageViewSet("reference_stages"),
        StageMatchViewSet("reference_crosswalk"),
    ]
