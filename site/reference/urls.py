"""Public pages of the reference shelf; mounted inside the language's prefix."""

from django.urls import path

from base.urls import in_languages
from reference import views

urlpatterns = [
    path(in_languages("glossary/", "glosario/"), views.glossary, name="glossary"),
    path(
        in_languages("glossary/<slug:code>/", "glosario/<slug:code>/"),
        views.glossary_term,
        name="glossary_term",
    ),
    path(in_languages("law/", "normas/"), views.law, name="law"),
    path(in_languages("law/<slug:code>/", "normas/<slug:code>/"), views.provision, name="provision"),
    path(in_languages("figures/", "cifras/"), views.figures, name="figures"),
    path(in_languages("figures/<slug:code>/", "cifras/<slug:code>/"), views.statistic, name="statistic"),
]
