"""Rebuild every enrolment's summary from the facts, record paths that were completed meanwhile, report both."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from courses.models import Enrolment
from courses.path_outline import path_of
from courses.path_records import learner_on, missing_completions, record_completion
from courses.progress import rebuilt


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Report differences and change nothing.")

    def handle(self, *args, check: bool = False, **options):
        different = sum(
            self.rebuild(pk, check) for pk in list(Enrolment.objects.values_list("pk", flat=True))
        )
        different += self.rebuild_paths(check)
        total = Enrolment.objects.count()
        self.stdout.write(f"{total} summaries, {different} different.")
        if check and different:
            raise SystemExit(1)

    def rebuild(self, pk: int, check: bool) -> bool:
        """True when the summary differed."""
        with transaction.atomic():
            enrolment = Enrolment.objects.select_for_update().get(pk=pk)
            fresh = rebuilt(enrolment)
            changed = {name: value for name, value in fresh.items() if getattr(enrolment, name) != value}
            if changed and not check:
                Enrolment.objects.filter(pk=pk).update(**changed)
        if changed:
            self.stdout.write(f"{enrolment.public_id}: {', '.join(sorted(changed))}")
        return bool(changed)

    def rebuild_paths(self, check: bool) -> int:
        """How many followers had completed their path without a record of it."""
        missing = missing_completions()
        for row in missing:
            self.stdout.write(f"path {row.path_key}: the completion of a follower is missing")
            if not check:
                record_completion(learner=learner_on(row), path=path_of(row.path_key), now=timezone.now())
        return len(missing)
