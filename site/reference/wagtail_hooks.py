from wagtail import hooks

from reference import choosers
from reference.viewsets import ReferenceGroup


@hooks.register("register_admin_viewset")
def reference_viewsets():
    # Choosers first: forms made after them use them for their foreign keys.
    return [
        choosers.statistic_chooser,
        choosers.provision_chooser,
        choosers.source_chooser,
        choosers.glossary_term_chooser,
        ReferenceGroup(),
    ]
