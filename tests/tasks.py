"""Tasks run at once, as they come; those that keep Wagtail's indexes run for tests that read the indexes.

Writing both indexes anew for every page that a builder makes took a quarter of all tests' time. A test
that searches, or asks where something is used, carries the mark `indexes`.
"""

from django_tasks.backends.immediate import ImmediateBackend

KEEPING_INDEXES = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}


class AtOnce(ImmediateBackend):
    """Runs a task when it is enqueued."""

    keeps_indexes = False

    def _execute_task(self, task_result) -> None:
        if self.keeps_indexes or task_result.task.module_path not in KEEPING_INDEXES:
            super()._execute_task(task_result)
