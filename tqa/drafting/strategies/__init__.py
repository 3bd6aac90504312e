"""The ways to make drafts use the terms of the glossary, one a file."""
