"""The accuracy family of rules."""
