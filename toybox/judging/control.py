"""The control of an evaluation: the same style with a perceptor that mistakes every word for another.

Its pictures are as good as before, but of something else. If they are still judged right, the painter learned what was
asked by another way than the perceptor's text tower, or the judge is biased.
"""

import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

_EMBEDDING = "token_embedding.weight"


def shuffled(embedding: Tensor, seed: int) -> Tensor:
    """Return the rows of (tokens, width) in an order drawn by `seed`, in which no row keeps its place.

    Every row moves one place along one random cycle (Sattolo, "An algorithm to generate a random cyclic
    permutation", 1986).
    """
    order = torch.randperm(len(embedding), generator=torch.Generator().manual_seed(seed))
    moved = torch.empty_like(embedding)
    moved[order] = embedding[order.roll(1)]
    return moved


def write_shuffled(weights: Path, folder: Path, seed: int) -> None:
    """Write the style in `weights` into `folder`, with the token embeddings of its perceptors shuffled.

    Raise FileNotFoundError where there is no style in `weights`.
    """
    shutil.copytree(weights, folder, dirs_exist_ok=True)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    for entry in card["perceptors"]:
        file = folder / entry["file"]
        state = load_file(weights / entry["file"])
        save_file(state | {_EMBEDDING: shuffled(state[_EMBEDDING], seed)}, file)
        entry["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
