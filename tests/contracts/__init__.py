"""What every member of a family promises, over all members: a new one needs no test of these."""
