"""Puts the top-level data folders inside the wheel; everything else is in pyproject.toml."""

from setuptools import find_packages, setup

DATA = {"tqa.bundled.glossaries": "glossaries", "tqa.bundled.corpora": "corpora"}

setup(
    packages=[*find_packages(include=["tqa", "tqa.*"]), *DATA],
    package_dir=DATA,
    package_data={
        "tqa": ["py.typed"],
        "tqa.rules": ["measured.tsv"],
        "tqa.lang": ["data/**/*"],
        "tqa.pages": ["styles/*", "templates/*"],
        **{name: ["**/*"] for name in DATA},
    },
)
