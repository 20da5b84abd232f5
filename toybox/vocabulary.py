"""The few tokens of openai-clip's tokenizer that the toy knows.

openai-clip has 49408 tokens, and a row of the embedding for each; the toy's captions use about forty. The tokenizer
stays openai-clip's own, and a token's row is its place in the sorted tensor `vocabulary`. The start and end tokens
are the two largest ids there as they are here, so that `argmax` still finds the end.
"""

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from generator.models.openai_clip import tokenize

PADDING = 0


def vocabulary_of(words: Iterable[str]) -> Tensor:
    """The sorted token ids (K,), int64, of `words`, of the comma, of start and end, and of padding."""
    ids: Tensor = tokenize([*words, ","]).long().unique()
    return ids


def tokens(texts: Sequence[str], vocabulary: Tensor, context_length: int) -> Tensor:
    """Rows of the embedding (n, context_length) for `texts`; tokens that are not known are left out.

    Raises RuntimeError, as `clip.tokenize` does, for a text longer than openai-clip's own context.
    """
    rows = torch.full((len(texts), context_length), PADDING)
    for row, ids in zip(rows, tokenize(list(texts)).long(), strict=True):
        known = ids[(ids != PADDING) & torch.isin(ids, vocabulary)]
        row[: len(known)] = torch.searchsorted(vocabulary, known)
    return rows
