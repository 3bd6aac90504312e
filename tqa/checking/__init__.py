"""A bitext -> findings: the run, rules, reporters, fixes, suppression."""
