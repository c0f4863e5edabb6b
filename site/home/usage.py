"""Where the first page uses what stands on the reference shelf."""

from home.models import HomePage
from reference.models import Statistic


def home_pages_that_show(row) -> list[tuple[str, str, str]]:
    """`(title, address, language)` of every published home page that shows a figure."""
    if not isinstance(row, Statistic):
        return []
    pages = HomePage.objects.live().select_related("locale")
    return [
        (page.title, page.url, page.locale.language_code)
        for page in pages
        if row.code in {figure.code for figure in page.chosen_figures()}
    ]
