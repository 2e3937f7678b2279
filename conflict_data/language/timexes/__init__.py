"""Time expressions of English prose and their TIMEX3 values."""
