"""A project: its configuration, the inputs it names, git, and the data bundled with tqa."""
