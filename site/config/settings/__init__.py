"""Settings: `base` is the table of contents, the others say only what differs."""
