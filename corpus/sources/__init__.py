"""Where news comes from, to the bytes of one article at a time."""
