"""The Indonesian endings that join any word: -nya, -ku, -lah."""

from functools import lru_cache

from tqa.lang.tables import with_role


@lru_cache(maxsize=1)
def particles() -> tuple[str, ...]:
    """The endings that come last: -lah, -kah."""
    return with_role("id/clitics", "particle")


@lru_cache(maxsize=1)
def possessives() -> tuple[str, ...]:
    """The endings of possession, which may have a particle behind them: -nya, -ku."""
    return with_role("id/clitics", "possessive")


@lru_cache(maxsize=1)
def clitics() -> tuple[str, ...]:
    """All of them."""
    return particles() + possessives()
