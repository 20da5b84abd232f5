"""The folder of weights. Each style or model has a folder and is installed once its card is written. Without torch."""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.files import write_atomically
from generator.styles import cards
from generator.styles.cards import MODEL_CARD, STYLE_CARD, WAITING_CARD, InstalledStyle, ModelCard
from generator.wire.errors import MissingWeights, WeightsRefused
from words.sentence import Sentence, say

MODEL_FILE = "model.safetensors"
_CARDS = (STYLE_CARD, WAITING_CARD, MODEL_CARD)


class Store:
    """What is installed in one folder: `weights` in the data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, name: str) -> Path:
        """Return the folder of a style or model. Names from the catalogue and from `add` are safe as folder names."""
        return self.folder / name

    def part(self, name: str) -> Path:
        """Return the path of an unfinished download. No name starts with a dot, so the folder clashes with none."""
        (self.folder / ".downloads").mkdir(parents=True, exist_ok=True)
        return self.folder / ".downloads" / f"{name}.part"

    def installed(self, name: str) -> bool:
        """Return whether a style or model with this name is installed, even if the style waits for its perceptor."""
        return any((self.place(name) / card).is_file() for card in _CARDS)

    def styles(self) -> Iterator[InstalledStyle]:
        """Yield the installed styles, ordered by name."""
        yield from cards.readable(sorted(self.folder.glob("*/")))

    def waiting(self) -> Iterator[InstalledStyle]:
        """Yield the styles that wait for their perceptor, ordered by name."""
        yield from cards.readable(sorted(self.folder.glob("*/")), WAITING_CARD)

    def models(self) -> Iterator[ModelCard]:
        """Yield the cards of the installed models, ordered by name."""
        for card in sorted(self.folder.glob(f"*/{MODEL_CARD}")):
            yield ModelCard.model_validate_json(card.read_text(encoding="utf-8"))

    def model(self, name: str) -> ModelCard:
        """Return a model's card. Raises MissingWeights."""
        for card in self.models():
            if card.name == name:
                return card
        raise MissingWeights("model-not-installed", name=name)

    def begin(self, name: str) -> Path:
        """Return an empty folder for a style or model with this name."""
        place = self.place(name)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return place

    def write_card(self, name: str, card: cards.StyleCard | ModelCard, *, waiting: bool = False) -> None:
        """Write the card, which makes the style or model installed. A `waiting` style is not offered yet."""
        style = WAITING_CARD if waiting else STYLE_CARD
        file = style if isinstance(card, cards.StyleCard) else MODEL_CARD
        write_atomically(self.place(name) / file, card.model_dump_json(indent=2).encode() + b"\n")
        if not waiting:
            (self.place(name) / WAITING_CARD).unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove a style or model, its card first. Raises WeightsRefused if it is not installed, or is in use."""
        if not self.installed(name):
            raise WeightsRefused("weights-not-installed", name=name)
        wanted = f"../{name}/"
        if users := [s.card.name for s in self.styles() if any(p.file.startswith(wanted) for p in s.card.perceptors)]:
            raise WeightsRefused("weights-in-use", name=name, styles=", ".join(users))
        for card in _CARDS:
            (self.place(name) / card).unlink(missing_ok=True)
        shutil.rmtree(self.place(name))

    def verify(self) -> Iterator[tuple[str, Sentence | None]]:
        """Hash everything. Yield each name with a sentence that says what is wrong, or with None."""
        for model in self.models():
            yield model.name, _complaint(self.place(model.name), model.name, {model.file: model.sha256})
        for style in (*self.styles(), *self.waiting()):
            card = style.card
            files = {each.file: each.sha256 for method in card.methods for each in card.files(method)}
            yield card.name, _complaint(style.folder, card.name, files)

    def pins(self) -> dict[str, str]:
        """Return the hashes that an admin confirmed, by name."""
        path = self.folder / "pins.json"
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def pin(self, name: str, sha256: str) -> None:
        """Remember a hash. From now on, only the file with this hash is accepted as this checkpoint."""
        write_atomically(self.folder / "pins.json", json.dumps({**self.pins(), name: sha256}, indent=2).encode())


def _complaint(folder: Path, name: str, files: Mapping[str, str]) -> Sentence | None:
    try:
        for file, sha256 in files.items():
            cards.checked(folder / file, sha256, say("model-file", file=file, name=name))
    except MissingWeights as error:
        return error.sentence
    return None
