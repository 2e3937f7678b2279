"""Curated tables: countries, actors, offices, spellings, role nouns, event types, places."""
