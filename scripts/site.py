"""A hook of mkdocs: a page of its own for every rule, made from the rule itself."""

import re
from typing import Any

from tqa.checking.rule import RULES
from tqa.checking.rulebook import page

_EXAMPLE = re.compile(r"^(  - (?:id|en|flagged|glossary|option): )(.+)$", re.M)


def on_files(files: Any, config: Any) -> Any:
    """Add rules/CODE.md for every rule."""
    from mkdocs.structure.files import File

    for rule in RULES:
        content = _EXAMPLE.sub(_as_code, page(rule))
        files.append(File.generated(config, f"rules/{rule.code}.md", content=content))
    return files


def _as_code(line: re.Match[str]) -> str:
    """A line of an example with its text as code, whatever marks it holds."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", line[2])), default=0))
    pad = " " if line[2].startswith("`") or line[2].endswith("`") else ""
    return f"{line[1]}{ticks}{pad}{line[2]}{pad}{ticks}"


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Link the codes in the list of rules to their pages."""
    if page.file.src_path != "rules.md":
        return markdown
    return re.sub(r"^\| ([A-Z]{3}\d{3}) \|", r"| [\1](rules/\1.md) |", markdown, flags=re.M)
