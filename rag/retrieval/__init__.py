"""Plan to hits: what is seen of the store, candidates, their signals and their order."""
