"""What a project says: configuration, the inputs it names, git, the bundled data."""
