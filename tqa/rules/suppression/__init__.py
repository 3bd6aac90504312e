"""Inline ignores."""
