"""Aligners, one a file."""
