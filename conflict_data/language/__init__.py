"""From an article to an annotated document: one parse, then dates, places and actors."""
