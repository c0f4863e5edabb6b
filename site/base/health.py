"""Two answers for whoever watches over the site: is this process alive, and can it do its work?"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger("health")
LEAST_FREE_BYTES = 1_000_000_000
_waiting_migrations: list[bool] = []


def database() -> bool:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations() -> bool:
    """Every migration is applied; asked until it is so, then remembered."""
    if not _waiting_migrations:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _waiting_migrations.append(False)
    return True


def counters() -> bool:
    """What is written to the shared cache can be read again."""
    cache.set("readyz", "1", 5)
    return cache.get("readyz") == "1"


def disk() -> bool:
    """There is room for uploads and for the database to grow."""
    folder = Path(settings.VAR)
    return folder.is_dir() and shutil.disk_usage(folder).free >= LEAST_FREE_BYTES


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database,
    "migrations": migrations,
    "counters": counters,
    "disk": disk,
}


def is_well(check: Callable[[], bool]) -> bool:
    """The answer of one check; one that breaks is a no, and its reason goes to the log."""
    try:
        return check()
    except Exception:  # whatever breaks here is what the watcher wants to hear of
        logger.exception("%s is not well", check.__name__)
        return False


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """200 as long as this process answers; it asks nothing of anybody."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served, else 503; each check by name, no reasons."""
    checks = {name: is_well(check) for name, check in CHECKS.items()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)
