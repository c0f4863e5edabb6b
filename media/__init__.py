"""The library of images, documents, video and audio. May import people, reference and base.

It starts with its models alone: they must be in the first migration.
"""
