from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class ModuleKind(models.TextChoices):
    """What a module is built on."""

    CASE_STUDY = "case_study", _("Case study")
    LEGAL = "legal", _("Legal module")
    SKILLS = "skills", _("Skills module")


class CoverTint(models.TextChoices):
    BRAND = "brand", _("Teal")
    CORAL = "coral", _("Coral")
    PLUM = "plum", _("Plum")
    LEAF = "leaf", _("Green")
    SKY = "sky", _("Blue")


class ItemType(models.TextChoices):
    """The nine types of the vocabulary `quiz_item_type`."""

    SINGLE_CHOICE = "single_choice", _("One right answer")
    MULTIPLE_RESPONSE = "multiple_response", _("Several right answers")
    TRUE_FALSE = "true_false", _("True or false")
    MATCHING = "matching", _("Match pairs")
    ORDERING = "ordering", _("Put in order")
    NUMERIC = "numeric", _("A number")
    SHORT_TEXT = "short_text", _("A short text, checked by oneself")
    SCENARIO_CHOICE = "scenario_choice", _("What would you do?")
    CATEGORIZE = "categorize", _("Sort into groups")


ONE_CHOICE = frozenset({ItemType.SINGLE_CHOICE, ItemType.TRUE_FALSE, ItemType.SCENARIO_CHOICE})
PLACED = frozenset({ItemType.MATCHING, ItemType.ORDERING, ItemType.CATEGORIZE})


class BloomLevel(models.TextChoices):
    REMEMBER = "remember", _("Remember")
    UNDERSTAND = "understand", _("Understand")
    APPLY = "apply", _("Apply")
    ANALYZE = "analyze", _("Analyze")
    EVALUATE = "evaluate", _("Evaluate")
    CREATE = "create", _("Create")


class LessonState(models.TextChoices):
    """Where a learner stands in a lesson; a lesson without a row has not been started."""

    NOT_STARTED = "not_started", pgettext_lazy("lesson", "Not started")
    IN_PROGRESS = "in_progress", pgettext_lazy("lesson", "In progress")
    DONE = "done", pgettext_lazy("lesson", "Done")


class LessonAct(models.TextChoices):
    """What was recorded of a lesson. Rows are appended and never edited."""

    VISITED = "visited", _("Opened for the first time")
    DONE = "done", _("Marked as done")
    UNDONE = "undone", _("Marked as not done")
    SKIPPED = "skipped", _("Sensitive part skipped")


class EnrolmentStatus(models.TextChoices):
    ACTIVE = "active", _("Active")
    LEFT = "left", _("Left")


class CheckLevel(models.TextChoices):
    """What a content check asks for."""

    BLOCKING = "blocking", _("To be done before it is published")
    WARNING = "warning", _("Worth a look")
    NOTE = "note", _("Good to know")


class Readability(models.TextChoices):
    """How hard a text is to read."""

    EASY = "easy", _("easy to read")
    NORMAL = "normal", _("of normal difficulty")
    RATHER_HARD = "rather_hard", _("rather hard to read")
    HARD = "hard", _("hard to read")


class Standing(models.TextChoices):
    """Where a module stands on its way to its readers."""

    DRAFT = "draft", _("Draft")
    CHANGES_WANTED = "changes_wanted", _("Changes are asked for")
    IN_REVIEW = "in_review", _("In review")
    IN_SAFEGUARDING = "in_safeguarding", _("In safeguarding review")
    SCHEDULED = "scheduled", _("Approved, waits for its date")
    PUBLISHED = "published", _("Published")
    CHANGED = "changed", _("Published, with a newer draft")
