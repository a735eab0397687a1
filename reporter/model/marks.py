"""By what the program knows the files that it wrote itself, so that it never takes them for resolutions."""

DRAFT = "urn:reporter:draft"
"""Namespace of the part of a Word draft that remembers how it was written."""

GENERATOR = "reporter"
"""Generator that the head of a page names: of the review page, and of drafts in HTML."""
