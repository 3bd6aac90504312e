"""What every room uses: errors, the registry, text and XML files, remote paths, caches."""
