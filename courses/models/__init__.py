from courses.models.activities import Item, ItemVersion, Quiz, QuizItem, Reflection, Scenario, ScenarioVersion
from courses.models.answers import ItemResponse, QuizAttempt, ReflectionEntry, ScenarioChoice
from courses.models.enrolments import Completion, CompletionOverride, Enrolment, LessonFact
from courses.models.pages import LearnIndexPage, LessonPage, ModulePage
from courses.models.paths import PathCompletion, PathFollowing, PathIndexPage, PathPage
from courses.models.workflow_tasks import ReviewTask, SafeguardingTask

__all__ = [
    "Completion",
    "CompletionOverride",
    "Enrolment",
    "Item",
    "ItemResponse",
    "ItemVersion",
    "LearnIndexPage",
    "LessonFact",
    "LessonPage",
    "ModulePage",
    "PathCompletion",
    "PathFollowing",
    "PathIndexPage",
    "PathPage",
    "Quiz",
    "QuizAttempt",
    "QuizItem",
    "Reflection",
    "ReflectionEntry",
    "ReviewTask",
    "SafeguardingTask",
    "Scenario",
    "ScenarioChoice",
    "ScenarioVersion",
]
