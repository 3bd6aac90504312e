"""The numbers family of rules."""
