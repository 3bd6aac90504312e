"""The normalisation of Tercom: by chunk where it can be, else by sacrebleu's tokenizer."""

from collections.abc import Callable, Sequence

_STRIPPED = str.maketrans("", "", '.,?:;!"()')


def plain(case_sensitive: bool, no_punct: bool) -> Callable[[str], Sequence[str]]:
    """The tokens of a chunk: itself, without case or punctuation where these do not count."""
    if case_sensitive and not no_punct:
        return lambda chunk: (chunk,)
    if not no_punct:
        return lambda chunk: chunk.lower().split()
    if case_sensitive:
        return lambda chunk: chunk.translate(_STRIPPED).split()
    return lambda chunk: chunk.lower().translate(_STRIPPED).split()


def normalised(
    case_sensitive: bool, no_punct: bool, asian_support: bool, normalized: bool
) -> Callable[[str], Sequence[str]]:
    """The tokens of a line, with punctuation apart (`normalized`) or Asian signs apart."""
    from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

    tokenizer = TercomTokenizer(normalized, no_punct, asian_support, case_sensitive)
    return lambda text: tokenizer(text.rstrip()).split()
