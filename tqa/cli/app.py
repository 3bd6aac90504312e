"""The command line application."""
def main() -> None:
    """Run the command line."""

