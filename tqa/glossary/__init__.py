"""Termbases: loading glossaries and finding their terms in text."""
