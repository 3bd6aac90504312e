"""`python -m tqa`."""

from tqa.cli.app import main

main()
