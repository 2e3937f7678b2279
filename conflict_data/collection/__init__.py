"""Collection: new articles into a folder of articles, from files or from the web, with where they come from."""

from __future__ import annotations

from conflict_data.collection.add import Origin, add
from conflict_data.collection.collect import collect
from conflict_data.collection.outcomes import Outcome

__all__ = ["Origin", "Outcome", "add", "collect"]
