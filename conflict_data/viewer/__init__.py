"""The evidence viewer: a static site that shows every row of a dataset in the words it was read from."""

from conflict_data.viewer.site import view

__all__ = ["view"]
