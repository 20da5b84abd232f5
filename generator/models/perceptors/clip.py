"""CLIP as a perceptor (Radford et al., arXiv 2103.00020), wrapping openai-clip's class."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.bfloat16 import Patches, plain_attention
from generator.models.openai_clip import CLIP, MEAN, STD, SimpleTokenizer, VisionTransformer, build_model, tokenize
from generator.models.perceptors.losses import prompt_loss, spherical_distance
from generator.models.perceptors.perceptor import Seen, Targets
from generator.models.precision import move
from generator.wire.plan import Precision

CONTEXT = 77  # tokens that CLIP's text tower reads


class ClipPerceptor:
    """Measures how well crops of a picture fit a text.

    The text is encoded once, `on_host` and in float32; only the image tower is `on_device`. `vocabulary` (K,) holds the
    sorted token ids that a small perceptor knows: its embedding has a row for each, and other tokens are skipped. A
    published CLIP knows all tokens and has no vocabulary.

    `classes` (K, embed_dim) are the mean embeddings of captions of a U-Net's classes, if it was shipped with that.
    """

    def __init__(
        self,
        model: CLIP,
        vocabulary: Tensor | None,
        device: str,
        precision: Precision = "float32",
        classes: Tensor | None = None,
    ) -> None:
        self.device = device
        self.classes = None if classes is None else classes.float().to(device)
        self.cut_size: int = model.visual.input_resolution
        self.whole_cut_size = self.cut_size  # its positions are fixed
        self._dtype = getattr(torch, precision)
        move(model, "cpu", "float32")
        self.on_host = model.eval().requires_grad_(False)
        move(model.visual, device, precision)
        self.on_device = model.visual
        self._attention: Callable[[], AbstractContextManager[None]] = nullcontext
        if precision == "bfloat16" and isinstance(model.visual, VisionTransformer):
            model.visual.conv1, self._attention = Patches(model.visual.conv1), plain_attention
        # openai-clip takes the precision of the text tower from the image tower's first convolution.
        model.visual = nn.ModuleDict({"conv1": nn.Conv2d(1, 1, 1)})
        self._vocabulary = vocabulary
        self._kept: dict[tuple[str, ...], Tensor] = {}
        self._mean, self._std = (torch.tensor(values, device=device).view(1, 3, 1, 1) for values in (MEAN, STD))

    @classmethod
    def load(cls, path: Path, device: str, precision: Precision = "float32") -> "ClipPerceptor":
        """Load a safetensors file with the keys of openai-clip's state dict."""
        tensors = load_file(path)
        vocabulary, classes = tensors.pop("vocabulary", None), tensors.pop("classes", None)
        return cls(build_model(tensors), vocabulary, device, precision, classes)

    @property
    def bytes(self) -> int:
        """The device memory that its weights take."""
        return sum(tensor.nbytes for tensor in self.on_device.parameters())

    @property
    def sharpness(self) -> float:
        """What cosines are multiplied by before they are compared, as in the training."""
        return float(self.on_host.logit_scale.exp())

    @torch.no_grad()
    def encode_text(self, text: str) -> Tensor:
        """Return the text's unit embedding: (1, embed_dim)."""
        tokens = tokenize(text, truncate=True)
        if self._vocabulary is not None:
            tokens = _renumber(tokens, self._vocabulary)
        return F.normalize(self.on_host.encode_text(tokens), dim=-1).to(self.device)

    def encode_texts(self, texts: Sequence[str]) -> Tensor:
        """Return the texts' unit embeddings, which are kept for the next time: (n, embed_dim)."""
        if tuple(texts) not in self._kept:
            self._kept[tuple(texts)] = torch.cat([self.encode_text(text) for text in texts])
        return self._kept[tuple(texts)]

    def encode_image(self, cutouts: Tensor) -> Tensor:
        """Return the cutouts' unit embeddings: (n, 3, cut_size, cut_size) in 0..1 -> (n, embed_dim)."""
        normalized = (cutouts - self._mean) / self._std
        with self._attention():
            seen = self.on_device(normalized.to(self._dtype))
        return F.normalize(seen.float(), dim=-1)

    def look(self, cutouts: Tensor) -> Seen:
        """Return the cutouts' embeddings: (n, 3, cut_size, cut_size) in 0..1 -> (n, embed_dim)."""
        return Seen(self.encode_image(cutouts))

    def distance(self, embeddings: Tensor, others: Tensor) -> Tensor:
        """Return the spherical distance between unit embeddings: (..., d) twice -> (...)."""
        return spherical_distance(embeddings, others)

    def loss(self, seen: Seen, wanted: Targets) -> Tensor:
        """Return the weighted sum of the prompts' mean distances: ()."""
        return prompt_loss(seen.embeddings, wanted)

    def left_out(self, text: str) -> int:
        """Return how many words at the end of a text are beyond the 77 tokens that CLIP reads."""
        return left_out(text)


def left_out(text: str) -> int:
    """Return how many words at the end of a text the tokenizer cuts off.

    A word that it cuts in the middle counts, too.
    """
    if _tokens(text) <= CONTEXT:
        return 0
    words = text.split()
    return next(out for out in range(1, len(words) + 1) if _tokens(" ".join(words[:-out])) <= CONTEXT)


def _tokens(text: str) -> int:
    """Count the tokens of a text, including the start and end tokens."""
    return len(_tokenizer().encode(text)) + 2


@cache
def _tokenizer() -> SimpleTokenizer:
    return SimpleTokenizer()


def _renumber(tokens: Tensor, vocabulary: Tensor) -> Tensor:
    """Drop unknown tokens and map the others to their index in the vocabulary: (1, 77) -> (1, 77)."""
    known = tokens[torch.isin(tokens, vocabulary) & (tokens != 0)]
    renumbered = torch.zeros_like(tokens)
    renumbered[0, : len(known)] = torch.searchsorted(vocabulary, known)
    return renumbered
