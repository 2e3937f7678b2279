"""From an annotated document to records: statements, then events, then figures.

The order matters: an event inside the words of a statement is credited to its speaker, a figure to its event.
"""
