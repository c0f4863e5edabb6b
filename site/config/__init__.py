"""The only place that knows every app: settings, addresses, and listeners between neighbours."""
