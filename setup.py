"""Puts the top-level data folders inside the wheel; everything else is in pyproject.toml."""

import sys
from glob import glob

from setuptools import Extension, find_packages, setup

DATA = {"tqa.bundled.glossaries": "glossaries", "tqa.bundled.corpora": "corpora"}


def ext_modules() -> list[Extension]:
    """Compiled parts; each is optional: without a compiler Python does the same, more slowly."""
    flags = ["/O2"] if sys.platform == "win32" else ["-O2"]
    kernel = Extension(
        "tqa.kernel._native",
        sorted(glob("tqa/kernel/*.c")),
        depends=["tqa/kernel/arrays.h"],
        extra_compile_args=flags,
        optional=True,
    )
    return [kernel]


setup(
    ext_modules=ext_modules(),
    packages=[*find_packages(include=["tqa", "tqa.*"]), *DATA],
    package_dir=DATA,
    package_data={
        "tqa": ["py.typed"],
        "tqa.base": ["locale/**/*"],
        "tqa.checking.rules": ["measured.tsv"],
        "tqa.lang": ["data/**/*"],
        "tqa.pages": ["scripts/*", "styles/*", "templates/**/*"],
        **{name: ["**/*"] for name in DATA},
    },
)
