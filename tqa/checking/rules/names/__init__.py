"""The names family of rules."""
