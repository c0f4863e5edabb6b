"""What safeguarding announces to the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction; kwarg: consent. Listeners block what the consent no longer covers.
consent_changed = Signal()
# Sent after commit; kwarg: consent_id. Listeners start tasks that delete files and purge caches.
consent_withdrawn = Signal()
