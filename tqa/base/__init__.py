"""Shared by all packages: errors, the registry, text and XML files, remote paths, caches."""
