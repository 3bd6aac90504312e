"""Forms of words: affixes, roots, reduplication, lemmas, number."""
