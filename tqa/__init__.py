"""tqa: Indonesian-English translation and terminology QA."""

__version__ = "0.1.0"
