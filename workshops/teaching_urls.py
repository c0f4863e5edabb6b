"""Addresses under /teach/: running an event, on a phone. Mounted at `teach/events/`."""

app_name = "teach_events"
urlpatterns = []
