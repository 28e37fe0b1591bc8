"""Venues: a Project's places go in; a page for each, the words of the list and its filters, and a map come out."""

from __future__ import annotations

from clearheart.living.part import Part
from clearheart.living.venues.pages import venue_pages
from clearheart.living.venues.words import venue_words

PART = Part(key="venues", pages=venue_pages, words=venue_words)
