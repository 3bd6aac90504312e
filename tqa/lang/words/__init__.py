"""The words of a text: tokens, the lexicon, names, abbreviations, spelling."""
