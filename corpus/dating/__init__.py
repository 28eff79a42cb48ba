"""Dates as they are written, and the day an article was published."""
