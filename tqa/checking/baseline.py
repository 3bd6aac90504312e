"""A baseline: a file of known findings, which are not reported again."""

import json
import os
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqa.base.errors import ConfigError, InputError
from tqa.base.textio import decode, read_bytes
from tqa.model import Finding

VERSION = 1
Known = Counter[tuple[str, str]]  # (file, fingerprint) -> number of findings
Row = Mapping[str, Any]  # one finding as an object of the baseline file


def read(path: str) -> Known:
    """The known findings of a baseline file.

    Raises:
        ConfigError: the file is missing, or is not a baseline.
    """
    return Counter((str(row["file"]), _key(row["fingerprint"])) for row in _rows(path))


def beyond(path: str, files: Iterable[str] | None, codes: Container[str]) -> list[Row]:
    """The rows of a baseline file that do not concern a run of these files and rules.

    Args:
        path: The baseline file.
        files: The files of the run; None for a run of all files of the project.
        codes: The codes of the rules that are run.

    Returns:
        The rows of other files that still exist (none if `files` is None), and of other rules.

    Raises:
        ConfigError: the file is missing, or is not a baseline.
    """
    seen = None if files is None else {_name(file, path) for file in files}
    folder = Path(path).absolute().parent
    return [
        row
        for row in _rows(path)
        if row.get("code") not in codes
        or (seen is not None and row["file"] not in seen and (folder / row["file"]).exists())
    ]


def _rows(path: str) -> list[Row]:
    hint = f"make one: tqa check ... --baseline {path} --write-baseline"
    try:
        data: Any = json.loads(decode(read_bytes(path), path))
        if data["version"] != VERSION:
            raise ConfigError(
                f"unsupported baseline version {data['version']}", where=path, hint=hint
            )
        return [row for row in data["findings"] if row["file"] and _key(row["fingerprint"])]
    except InputError as error:
        raise ConfigError(error.message, where=error.where, hint=hint) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError("not a baseline", where=path, hint=hint) from None


def written(findings: Iterable[Finding], path: str, others: Iterable[Row] = ()) -> str:
    """The content of a baseline file at `path`: one finding a line, so that it is easy to review.

    `others` are rows of the old file that stay unchanged.
    """
    rows: list[Row] = [
        {
            "file": _name(finding.file, path),
            "code": finding.code,
            "fingerprint": finding.fingerprint,
            "text": finding.text,
        }
        for finding in findings
    ]
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in (*rows, *others))
    body = ",\n".join(f"    {line}" for line in lines)
    body = f"\n{body}\n  " if body else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{body}]\n}}\n'


def divided(
    findings: Sequence[Finding], known: Known, path: str
) -> tuple[list[Finding], list[Finding]]:
    """The new findings, and those that the baseline at `path` has already.

    A finding is known by its fingerprint in its file, or else in another file, since files are
    renamed; each entry of the baseline matches one finding.
    """
    left = Counter(known)
    anywhere: list[Finding] = []
    old: set[int] = set()
    for finding in findings:
        key = (_name(finding.file, path), _key(finding.fingerprint))
        if left[key]:
            left[key] -= 1
            old.add(id(finding))
        else:
            anywhere.append(finding)
    moved: Counter[str] = Counter()
    for (_, fingerprint), count in left.items():
        moved[fingerprint] += count
    for finding in anywhere:
        if moved[_key(finding.fingerprint)]:
            moved[_key(finding.fingerprint)] -= 1
            old.add(id(finding))
    return [f for f in findings if id(f) not in old], [f for f in findings if id(f) in old]


def _key(fingerprint: str) -> str:
    """A fingerprint without the ordinal that distinguishes equal findings of a file."""
    return fingerprint.partition("-")[0]


def _name(file: str, path: str) -> str:
    """A file name as in the baseline at `path`: relative to its folder, with slashes."""
    return os.path.relpath(file, os.path.dirname(os.path.abspath(path))).replace(os.sep, "/")
