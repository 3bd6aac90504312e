"""The formats of a report on a glossary, one a file."""
