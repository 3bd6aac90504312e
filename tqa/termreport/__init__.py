"""`tqa glossary report`: how a glossary is kept in texts."""
