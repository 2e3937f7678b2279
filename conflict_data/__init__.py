"""News articles in; tidy, checked tables of events, statements and figures out."""
