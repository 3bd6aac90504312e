"""Formats that alignments are written in, one file each."""
