"""The control of an evaluation: the same style with perceptors that mistake every word for another.

Its pictures are as good as before, but of something else. If they are still judged right, the painter learned what was
asked by another way than the perceptor's text tower, or the judge is biased.
"""

import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from generator.styles.cards import place
from generator.weights.archives import open_weights

_WORDS = {"clip": ("token_embedding.weight",), "classifier": ("_fc.weight", "_fc.bias")}
"""The tensors with a row for each token or label, by the perceptor's kind."""


def shuffled(embedding: Tensor, seed: int) -> Tensor:
    """Return the rows of (tokens, …) in an order drawn by `seed`, in which no row keeps its place.

    Every row moves one place along one random cycle (Sattolo, "An algorithm to generate a random cyclic
    permutation", 1986).
    """
    order = torch.randperm(len(embedding), generator=torch.Generator().manual_seed(seed))
    moved = torch.empty_like(embedding)
    moved[order] = embedding[order.roll(1)]
    return moved


def write_shuffled(weights: Path, folder: Path, seed: int) -> None:
    """Write the style in `weights` into `folder`, with the tokens or labels of its perceptors shuffled.

    Raise FileNotFoundError where there is no style in `weights`, MissingWeights where a package is missing, Unreadable
    where a perceptor's file is damaged.
    """
    shutil.copytree(weights, folder, dirs_exist_ok=True)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    for number, entry in enumerate(card["perceptors"]):
        with open_weights(place(weights, entry["file"])) as found:
            state = {name: lazy.load() for name, lazy in found.items()}
        mistaken = {name: shuffled(state[name], seed) for name in _WORDS[entry.get("kind", "clip")]}
        entry["file"] = f"mistaken-{number}.safetensors"
        save_file(state | mistaken, folder / entry["file"])
        entry["sha256"] = hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
