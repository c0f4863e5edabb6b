"""What protects children and people: consent, the publication checklist, reports of concern, the audit log.

May import people, reference, base. Media, courses and what stands above ask it before they show anything.
"""
