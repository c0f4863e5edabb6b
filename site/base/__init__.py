"""What every room stands on: text in two languages, dates with a precision, clean HTML,
the content generation and the pages kept for unknown visitors. Imports no other app."""
