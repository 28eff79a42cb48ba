"""Feeds that are followed: their entries become articles."""
