"""Pairs of message files, matched by their keys."""

import json

from tqa.checking.run import check
from tqa.model import Input
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts


def pairs(english: dict[str, object], indonesian: dict[str, object]) -> list[tuple[str, str, str]]:
    data = (json.dumps(english).encode(), json.dumps(indonesian).encode())
    (bitext,) = read_bitexts(Input.pair("en.json", "id.json", *data), Config())
    assert (bitext.langs, bitext.kind) == (("en", "id"), "messages")
    return [
        (b.id, "".join(s.text for s in b.source), "".join(s.text for s in b.target))
        for b in bitext.beads
    ]


def test_keys_decide_and_not_their_order() -> None:
    english = {"a": "One.", "m": {"b": "Two."}, "gone": "Three."}
    assert pairs(english, {"m": {"b": "Dua."}, "new": "Baru.", "a": "Satu."}) == [
        ("a", "One.", "Satu."),
        ("m.b", "Two.", "Dua."),
        ("gone", "Three.", ""),
        ("new", "", "Baru."),
    ]


def test_plural_forms_that_a_language_has_not() -> None:
    english = {
        "file_one": "{n} file",
        "file_other": "{n} files",
        "day": "day",
        "day_plural": "days",
    }
    assert pairs(english, {"file_other": "{n} berkas", "day": "hari"}) == [
        ("file_other", "{n} files", "{n} berkas"),
        ("day", "day", "hari"),
    ]
    rails = {"x": {"one": "one file", "other": "%{n} files"}}
    assert pairs({"x": {"other": "%{n} files"}}, {"x": {"zero": "tanpa", "other": "%{n}"}}) == [
        ("x.other", "%{n} files", "%{n}"),
        ("x.zero", "%{n} files", "tanpa"),
    ]
    assert [key for key, *_ in pairs(rails, {"x": {"other": "%{n} berkas"}})] == ["x.other"]


def test_a_key_without_a_translation_is_told() -> None:
    data = (b'{"bye": "Goodbye", "hi": "Hello"}', b'{"hi": "Halo"}')
    pair = Input.pair("en.json", "id.json", *data)
    (finding,) = check([pair], Config(bundled=False)).findings
    assert (finding.code, finding.file, finding.line, finding.segment) == (
        "ACC003",
        "id.json",
        1,
        "bye",
    )
