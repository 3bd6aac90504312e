"""What tqa knows of Indonesian and English; the tables are in data/."""
