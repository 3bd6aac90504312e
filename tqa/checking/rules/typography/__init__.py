"""The typography family of rules."""
