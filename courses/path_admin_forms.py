"""What is refused when a path is prepared: modules of others, one module twice, locks that are not one's own."""

import re

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses.admin_forms import without
from courses.models import ModulePage, PathPage
from courses.path_outline import all_paths, raw_steps
from courses.path_rules import circular, locks_in
from safeguarding.page_forms import TermsFitForChildren

MODULE_INPUTS = re.compile(r"(steps-\d+-value-module|advised_first-\d+-value)$")


class NamesModulesForm(TermsFitForChildren, WagtailAdminPageForm):
    """A page that names modules: published ones, one's own, and those it names already; others count as not
    chosen.
    """

    def __init__(self, data=None, *args, for_user=None, instance=None, **kwargs):
        if data is not None:
            data = without(data, foreign_modules(data, for_user, instance))
        super().__init__(data, *args, for_user=for_user, instance=instance, **kwargs)


class PathForm(NamesModulesForm):
    def clean(self) -> dict:
        data = super().clean()
        if "steps" in data and not self.errors:
            steps = [row["value"] for row in data["steps"].raw_data if row["value"].get("module")]
            for sentence in problems(self.instance, steps, self.for_user):
                self.add_error("steps", sentence)
        return data


def problems(path: PathPage, steps: list[dict], user) -> list[str]:
    """What keeps these steps from being a path, in words."""
    keys = [step["module"] for step in steps]
    found = []
    if len(set(keys)) < len(keys):
        found.append(_("A module stands on this path twice. Take one of them away."))
    found += [
        _("You may lock only modules that you prepare: “%(module)s” is not one of them.") % {"module": title}
        for title in foreign_locks(path, steps, user)
    ]
    if closes_a_circle(path, steps):
        found.append(
            _(
                "Nobody could ever open these locks: on another path, an earlier module waits for a later one"
                " of this path. Take one of the locks away."
            )
        )
    return found


def foreign_locks(path: PathPage, steps: list[dict], user) -> list[str]:
    """The titles of modules of others that this form would lock anew: a lock holds for everybody."""
    before = {step["module"] for step in raw_steps(path) if step.get("opens_after_earlier")}
    keys = {step["module"] for step in steps if step.get("opens_after_earlier")} - before
    pages = ModulePage.objects.filter(translation_key__in=keys).select_related("locale").order_by("path")
    own = ModulePage.objects.editable_by(user).filter(translation_key__in=keys)
    mine = set(own.values_list("translation_key", flat=True))
    titles = {page.translation_key: page.title for page in pages if page.translation_key not in mine}
    return list(titles.values())


def closes_a_circle(path: PathPage, steps: list[dict]) -> bool:
    """True when a lock of these steps and those of published paths wait for each other."""
    key = str(path.translation_key)
    own = locks_in(key, [(step["module"], bool(step.get("opens_after_earlier"))) for step in steps])
    others = [lock for one in all_paths().values() if str(one.key) != key for lock in one.locks]
    return any(lock.path == key for lock in circular([*own, *others]))


def foreign_modules(data: QueryDict, user, page) -> list[str]:
    """The inputs that name a draft of others which the page does not name yet."""
    names = [name for name in data if MODULE_INPUTS.match(name) and data[name]]
    return [name for name in names if not may_name(data[name], user, held_by(page))]


def held_by(page) -> set[str]:
    """The keys of the modules that a page names already."""
    if isinstance(page, PathPage):
        return {step["module"] for step in raw_steps(page)}
    return {row["value"] for row in page.advised_first.raw_data if row["value"]} if page else set()


def may_name(pk: str, user, held: set[str]) -> bool:
    if not pk.isdecimal():
        return False
    offered = Q(live=True) | Q(pk__in=ModulePage.objects.editable_by(user).values("pk"))
    return ModulePage.objects.filter(offered | Q(translation_key__in=held), pk=pk).exists()
