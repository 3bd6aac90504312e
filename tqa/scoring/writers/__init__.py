"""Writers of scoreboards, one output format a file."""
