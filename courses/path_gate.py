"""A path through modules on children says what is in them: it passes the publication gate as they do."""

from courses.models import ModulePage, PathPage
from courses.path_outline import raw_steps
from courses.publication_gate import child_terms
from safeguarding import publication


def path_concerns_children(path: PathPage) -> bool:
    """Whether a module on it is about children, in whatever language and published or not; two queries."""
    keys = [step["module"] for step in raw_steps(path)]
    modules = ModulePage.objects.filter(translation_key__in=keys)
    populations = modules.values_list("population", flat=True) if keys else []
    return not child_terms().isdisjoint(code for codes in populations for code in codes)


publication.register(PathPage, path_concerns_children)
