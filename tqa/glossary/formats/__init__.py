"""Glossary formats, one a file: each registers itself."""
