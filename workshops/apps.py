from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = _("Workshops and forums")

    def ready(self) -> None:
        from organizations import guards
        from people import erasure, exports
        from workshops import (  # noqa: F401
            attendance_links,
            evaluation_views,
            event_parts,
            materials,
            privacy,
            publication_gate,
            registration_box,
            registration_links,
            registration_signals,
            running,
            signal_handlers,
            team_links,
        )
        from workshops.commitments.views import event_part as commitments_of_event
        from workshops.models import Commitment, CoOwnership
        from workshops.records import gate  # noqa: F401
        from workshops.records.event_part import record_links, record_part
        from workshops.records.privacy import about_records

        event_parts.register(materials.event_part)
        event_parts.register(commitments_of_event)
        event_parts.register(evaluation_views.part_of_event)
        event_parts.register(registration_box.event_part)
        running.register(registration_links.links)
        running.register(attendance_links.links)
        running.register(record_links)
        running.register(team_links.links)
        guards.register(Commitment, "owner")
        guards.register(CoOwnership, "organization")
        event_parts.register(record_part)
        exports.register("records", about_records)
        exports.register("workshops", privacy.about_person)
        erasure.register("workshops", privacy.forget_person)
