"""Two documents -> beads: the aligner contract, its members, writers of alignments."""
