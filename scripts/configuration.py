"""Writes docs/configuration.md and docs/tqa.schema.json from the settings themselves."""

import json
from pathlib import Path

from tqa.checking.settings_shown import page, schema

DOCS = Path(__file__).parents[1] / "docs"


def main() -> None:
    (DOCS / "configuration.md").write_text(page(), "utf-8")
    (DOCS / "tqa.schema.json").write_text(json.dumps(schema(), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
