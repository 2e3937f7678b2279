"""How the table of places is built: sources, spelling, Ukraine, the rest of the world."""
