"""Words as they stand in a text: tokens, the lexicon, names, abbreviations, spelling."""
