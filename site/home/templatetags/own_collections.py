"""The collections of the library that are open to whoever looks at a list of recordings."""

from django import template
from wagtail.permissions import policy_registry

from media.models import LibraryMedia
from media.models.items import SEES

register = template.Library()


@register.simple_tag(takes_context=True)
def own_collection_choices(context) -> list[tuple[int, str]]:
    """Key and name of each; those of others carry the titles of their modules."""
    policy = policy_registry.get_by_type(LibraryMedia)
    user = context["request"].user
    return list(policy.collections_user_has_any_permission_for(user, ("add", *SEES)).get_indented_choices())
