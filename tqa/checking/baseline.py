"""A baseline: findings of a day that are known, so that only new ones are told."""

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
Known = Counter[tuple[str, str]]  # file and fingerprint -> how many
Row = Mapping[str, Any]  # one finding as the file has it


def read(path: str) -> Known:
    """The known findings of a baseline file.

    Raises:
        ConfigError: it is missing, or no baseline.
    """
    return Counter((str(row["file"]), _key(row["fingerprint"])) for row in _rows(path))


def beyond(path: str, files: Iterable[str] | None, codes: Container[str]) -> list[Row]:
    """The rows of a baseline file that a run of these files and rules says nothing about.

    Those are of other files that are still there (of none where `files` is None, for a run of
    all), and of other rules.

    Raises:
        ConfigError: there is no such file, or it is no baseline.
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
    """A baseline of findings for a file at `path`, one a line, so that it is easy to review.

    `others` are rows of it that stay as they are.
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
    """The findings that are new, and those that the baseline at `path` knows.

    A finding is known by its fingerprint in its file, or else in another one, since files are
    renamed; each entry stands for one finding.
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
    """A fingerprint without the number that tells equal findings of a file apart."""
    return fingerprint.partition("-")[0]


def _name(file: str, path: str) -> str:
    """A file as the baseline names it: relative to its own folder, with slashes."""
    return os.path.relpath(file, os.path.dirname(os.path.abspath(path))).replace(os.sep, "/")
