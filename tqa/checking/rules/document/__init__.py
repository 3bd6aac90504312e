"""The document family of rules."""
