"""The consistency family of rules."""
