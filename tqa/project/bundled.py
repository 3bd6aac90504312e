"""The folders of the data shipped with tqa: glossaries and corpora."""

from pathlib import Path

from tqa.base.errors import UsageError

_PACKAGE = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """The folder `glossaries` or `corpora`, in an installed package or in a checkout.

    Raises:
        UsageError: the installation does not include it.
    """
    for place in (_PACKAGE / "bundled" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise UsageError(f"the bundled {name} are missing", hint="reinstall tqa")
