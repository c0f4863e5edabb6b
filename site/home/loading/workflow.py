"""The way from a draft to its readers: review, then safeguarding review, on the catalogues of both languages."""

from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from base.enums import Language
from courses.models import ReviewTask, SafeguardingTask
from home.loading.modules import LEARN
from home.loading.specs import page_key
from reference.models import LoadedRow

KIND, KEY = "home.workflow", "modules"
# A name is one text for readers of both languages.
WORKFLOW = "Revisión de módulos · Review of modules"
OF_WAGTAIL = "Moderators approval"
STEPS: tuple[tuple[type[Task], str], ...] = (
    (ReviewTask, "Revisión · Review"),
    (SafeguardingTask, "Revisión de salvaguardia · Safeguarding review"),
)


def ensure_workflow() -> None:
    """Make the workflow once and put it on the catalogues; what an administrator changed later stays."""
    if LoadedRow.objects.filter(kind=KIND, key=KEY).exists():
        return
    # Wagtail puts a workflow of its own on every page, for a group in which nobody is.
    WorkflowPage.objects.filter(page__depth=1, workflow__name=OF_WAGTAIL).delete()
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    for order, (model, name) in enumerate(STEPS):
        task = model.objects.first() or model.objects.create(name=name)
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    catalogues = Page.objects.filter(
        translation_key=page_key(LEARN), locale__language_code__in=Language.values
    )
    for page in catalogues:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
    LoadedRow.objects.create(kind=KIND, key=KEY, fingerprint=str(workflow.pk))
