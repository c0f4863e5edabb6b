"""Workshops and forums: programme, registration, attendance, materials, record, findings, commitments.

May import courses, organizations, media, safeguarding, people, reference, base and notifications.
"""
