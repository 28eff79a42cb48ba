"""Hits to the extractive answer: which statements and sentences answer, and the words around them."""
