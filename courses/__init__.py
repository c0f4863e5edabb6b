"""Modules, lessons, activities, enrolment and progress. May import media, reference, people and base."""
