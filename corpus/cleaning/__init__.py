"""The report among the furniture of a page."""
