"""Drafts by a local model: texts with their markup, the glossary's terms, the files they fill."""
