"""Evidence that two texts say the same: coverage, cognates, polarity, exonyms."""
