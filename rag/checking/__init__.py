"""The check that every answer passes: a sentence against the spans it cites."""
