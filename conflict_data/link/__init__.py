"""Which events of several sentences and articles report the same fact."""

from conflict_data.link.incidents import LINKED, link

__all__ = ["LINKED", "link"]
