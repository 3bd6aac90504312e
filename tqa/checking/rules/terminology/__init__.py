"""The terminology family of rules."""
