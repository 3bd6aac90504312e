"""`tqa glossary report`: how well texts follow a glossary."""
