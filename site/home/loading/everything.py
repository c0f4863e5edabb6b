"""All content in its order: what is referred to comes before what refers to it."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from courses.loading_activities import load_activities
from home.groups import ensure_shelves, trainers_of
from home.loading.files import content_folder, fingerprint, read_yaml
from home.loading.library import load_library
from home.loading.modules import module_folders, module_specs
from home.loading.pages import PageKeeper
from home.loading.paths import path_specs
from home.loading.permissions import ensure_permissions
from home.loading.report import LoadReport
from home.loading.specs import page_key
from home.loading.tree import ensure_locales, ensure_site, page_specs, remove_welcome_page
from home.loading.workflow import ensure_workflow
from organizations.demo import ensure_demo_members
from organizations.loading import load_organizations
from people.demo import SIGN_INS, ensure_demo_people
from people.models import User
from people.roles import ensure_roles
from reference.loading import load_reference
from reference.models import LoadedRow
from workshops.demo import ensure_demo_teams
from workshops.loading_commitments import load_commitments
from workshops.loading_events import load_events
from workshops.loading_materials import load_materials
from workshops.loading_records import load_records

KIND, KEY = "home.content", "all"


def load_content(folder: Path | None = None, *, again: bool = False) -> LoadReport | None:
    """Load everything in `folder`; None when nothing changed since the last time, which costs one query.

    One transaction. With `again` every page is compared, whatever the checksum says.
    Raises `ContentError` naming the place when a file cannot be loaded.
    """
    folder = folder or content_folder()
    stamp = fingerprint(folder, f"demo={settings.DEMO_SIGN_INS}")
    if not again and LoadedRow.objects.filter(kind=KIND, key=KEY, fingerprint=stamp).exists():
        return None
    with transaction.atomic():
        report = load_all(folder)
        LoadedRow.objects.update_or_create(kind=KIND, key=KEY, defaults={"fingerprint": stamp})
    return report


def load_all(folder: Path) -> LoadReport:
    report = LoadReport()
    report.remarks += load_reference(folder / "reference").lines()
    report.remarks += load_organizations(folder).lines()
    ensure_locales()
    remove_welcome_page()
    keeper = PageKeeper(report)
    for spec in page_specs(folder):
        keeper.keep(spec)
    ensure_site()
    ensure_shelves()
    load_library(folder)
    for module in module_folders(folder):
        load_module(module, keeper)
    for spec in path_specs(folder):
        keeper.keep(spec)
    report.remarks += load_events(folder).lines()
    report.remarks += load_materials(folder).lines()
    report.remarks += load_commitments(folder).lines()
    report.remarks += load_records(folder).lines()
    ensure_roles()
    ensure_permissions()
    ensure_workflow()
    if settings.DEMO_SIGN_INS:
        load_demo_people(folder)
    return report


def load_module(folder: Path, keeper: PageKeeper) -> None:
    """A module's activities, then its pages, which refer to them."""
    load_activities(read_yaml(folder / "activities.yaml"), page_key(folder.name))
    specs = list(module_specs(folder))
    for spec in specs:
        keeper.vouch(spec)
    for spec in specs:
        keeper.keep(spec)


def load_demo_people(folder: Path) -> None:
    """The demo people; the trainer among them teaches every module that was loaded."""
    had = set(User.objects.filter(email=SIGN_INS["trainer"]).values_list("pk", flat=True))
    ensure_demo_people()
    ensure_demo_members()
    ensure_demo_teams()
    for trainer in User.objects.filter(email=SIGN_INS["trainer"]).exclude(pk__in=had):
        groups = [trainers_of(page_key(module.name)) for module in module_folders(folder)]
        trainer.groups.add(*filter(None, groups))
