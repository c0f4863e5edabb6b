"""Short names of activities, which trainers read in lists."""

from courses.models import Item, ModulePage, Quiz, Reflection, Scenario

Activity = Item | Quiz | Scenario | Reflection
LETTERS = {Item: "Q", Quiz: "K", Scenario: "S", Reflection: "R"}


def free_code(model: type[Activity], module: ModulePage) -> str:
    """A name that no other activity of this kind has, such as `M5-Q3`."""
    start = f"{module.code or module.slug[:30]}-{LETTERS[model]}"
    taken = set(model.objects.filter(code__startswith=start).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{start}{number}") not in taken)


def anchor(code: str) -> str:
    """The id of an activity's element in its lesson."""
    return f"activity-{code.lower()}"
