"""Passages and vectors in the store, and the two indexes that are built from them."""
