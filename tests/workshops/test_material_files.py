"""The packs of the workshops: complete, loaded as they stand, in both languages."""

import datetime

import pytest

from home.loading.files import content_folder
from organizations.loading import load_organizations
from reference.keeping import Outcome
from reference.loading import load_reference
from workshops.loading_events import load_events
from workshops.loading_materials import load_materials
from workshops.models import Event, Material

pytestmark = pytest.mark.django_db
TAUGHT = ("direct-service-2015", "advocacy-2015", "second-idc-workshop-2015")
PACK = {"facilitator_guide", "slides", "cards", "handout", "reading", "test", "evaluation"}


@pytest.fixture(scope="module")
def loaded(arranged):
    load_reference(content_folder() / "reference")
    load_organizations(content_folder())
    load_events(content_folder(), datetime.date(2027, 1, 1))
    return load_materials(content_folder())


def test_nothing_is_left_out_and_everything_is_public(loaded):
    assert loaded.left_out == {}
    assert not Material.objects.filter(live=False).exists()


@pytest.mark.parametrize("slug", TAUGHT)
def test_each_workshop_has_a_whole_pack(loaded, slug):
    kinds = set(Material.objects.filter(event__slug=slug).values_list("kind", flat=True))

    assert kinds >= PACK
    assert kinds & {"worksheet", "template"}


@pytest.mark.parametrize("slug", TAUGHT)
def test_each_guide_plans_every_session_that_asks_for_people(loaded, slug):
    guide = Material.objects.get(event__slug=slug, kind="facilitator_guide")
    plans = [block.value for block in guide.body if block.block_type == "session_plan"]
    sessions = [one for one in Event.objects.get(slug=slug).sessions.all() if one.counts_for_attendance]

    assert guide.audience == "facilitators"
    assert len(plans) == len(sessions)
    assert [plan["time"] for plan in plans] == [one.duration.seconds // 60 for one in sessions]


def test_every_material_is_there_in_both_languages(loaded):
    assert {tuple(one.languages()) for one in Material.objects.all()} == {("es", "en")}


def test_a_second_load_changes_nothing(loaded):
    again = load_materials(content_folder())

    assert set(again.outcomes.values()) == {Outcome.UNCHANGED}
