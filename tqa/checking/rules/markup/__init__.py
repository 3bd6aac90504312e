"""The markup family of rules."""
