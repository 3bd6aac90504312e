"""The files that drafts are put into, one kind a file."""
