"""The pipeline: paths and settings to a report."""
