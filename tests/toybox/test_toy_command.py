"""`python -m toybox`: usage errors exit 2, refusals 1 with one sentence, never a traceback."""

import json

import pytest

from toybox.__main__ import main
from toybox.training.networks import NETWORKS


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["train", "nothing"],
        ["train", "--minutes", "0"],
        ["train", "--minutes", "nan"],
        ["evaluate", "--prompts", "0"],
        ["evaluate", "--prompts", "721"],
        ["evaluate", "--prompts", "few"],
        ["evaluate", "--workers", "0"],
        ["evaluate", "--seed", "-1"],
        ["evaluate", "--sheet", "sheet.pdf"],
        ["evaluate", "--sheet", "no/such/folder/sheet.png"],
    ],
)
def test_usage_errors(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: python -m toybox" in err


def test_a_perceptor_needs_a_vqgan(tmp_path, capsys):
    folder = str(tmp_path)
    assert main(["train", "perceptor", "--minutes", "1", "--out", folder, "--data", folder]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"There is no vqgan.safetensors in {folder}: train the vqgan first.\n"


def test_everything_is_trained_in_order_and_shipped(tmp_path, capsys, monkeypatch, tiny):
    monkeypatch.setattr("toybox.training.networks.Architecture", lambda: tiny)
    monkeypatch.setattr("toybox.training.perceptor.FIRST_PAINTINGS", 1)
    out, data = tmp_path / "out", tmp_path / "data"
    # A thousandth of a minute: one step of each.
    assert main(["train", "--minutes", "0.001", "--out", str(out), "--data", str(data)]) == 0
    assert json.loads((out / "card.json").read_text(encoding="utf-8"))["name"] == "toy"
    assert (out / "sample.png").exists()
    assert (out / "unet.safetensors").exists()
    assert {path.name for path in (data / "toybox").iterdir()} == {f"{name}-0.pt" for name in NETWORKS}
    assert capsys.readouterr().out == ""
