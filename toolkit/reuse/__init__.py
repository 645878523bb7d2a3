"""Shared passages among any number of texts; knows characters and places, nothing of tables or of Chinese."""
