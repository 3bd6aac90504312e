"""Rules about glossaries themselves, for `tqa glossary lint`."""
