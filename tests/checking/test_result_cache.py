"""What is kept of a result comes back whole, whatever a rule reports or gathers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.checking.test_rules import CASES
from tqa.checking.inline_ignores import Ignore
from tqa.checking.input_result import Kept
from tqa.checking.result_cache import codec_of
from tqa.checking.rule import RULES, Context, CorpusRule, Example, Rule
from tqa.checking.suppression import Covered
from tqa.model import Bead, Finding, Position

IGNORE = Ignore("a.md", Position(1, 2, 3), ("NUM001", "TYP"), "so it is", whole=True)
COVERED = Covered((IGNORE,), (("a.md", "t1", (0,)),))


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_what_a_rule_says_is_kept(rule: type[Rule], example: Example) -> None:
    if rule.needs:
        pytest.importorskip(rule.needs)
    one, ctx = rule(**example.options), example.context
    kept = Kept(("id", "en"), 1, 2, tuple(one.run(example.bitext, ctx)), COVERED)
    facts: tuple[tuple[Any, ...], ...] = ()
    rules = [one] if isinstance(one, CorpusRule) else []
    if rules and rules[0].scope == "project":
        beads = [bead for bead in example.bitext.beads if one.sees(bead)]
        facts = (tuple(fact for bead in beads for fact in rules[0].gather(bead, ctx)),)
    elif rules:
        facts = ((),)
    codec = codec_of(rules)
    assert codec
    assert codec.load(codec.dump((kept, facts))) == (kept, facts)


def test_all_rules_together_have_a_plain_form() -> None:
    assert codec_of([rule() for rule in RULES if issubclass(rule, CorpusRule)])


@dataclass(frozen=True)
class Opaque(CorpusRule):
    """A rule of a plug-in that does not say what it gathers."""

    scope = "project"

    def gather(self, bead: Bead, ctx: Context) -> Iterator[object]:
        yield object()

    def judge(self, facts: list[object], ctx: Context) -> Iterator[Finding]:
        return iter(())


def test_without_a_plain_form_nothing_is_kept() -> None:
    assert codec_of([Opaque()]) is None
