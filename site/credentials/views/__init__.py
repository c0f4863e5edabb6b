"""Pages about certificates. Views only carry."""
