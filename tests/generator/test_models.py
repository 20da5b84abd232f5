import clip
import torch
from safetensors.torch import load_file
from taming.modules.vqvae.quantize import VectorQuantizer2
from torchvision.transforms import Normalize

from generator.models.bfloat16 import Patches
from generator.models.perceptors.clip import ClipPerceptor
from generator.models.vqgan import Vqgan
from generator.styles.cards import InstalledStyle


def _vqgan(style: InstalledStyle) -> Vqgan:
    return Vqgan.load(
        style.checked(style.card.network("vqgan_clip")), style.card.network("vqgan_clip").architecture, "cpu"
    )


def test_the_nearest_codes_match_taming(style: InstalledStyle) -> None:
    vqgan = _vqgan(style)
    theirs = VectorQuantizer2(16, 8, beta=0.25)
    theirs.embedding.weight.data = vqgan.codebook
    latents = torch.randn(1, 8, 5, 6, generator=torch.Generator().manual_seed(0))
    quantized, _, (_, _, indices) = theirs(latents)
    assert torch.equal(vqgan.nearest(latents).flatten(), indices)
    torch.testing.assert_close(vqgan.look_up(vqgan.nearest(latents)), quantized)


def test_a_picture_is_factor_times_the_grid(style: InstalledStyle) -> None:
    vqgan = _vqgan(style)
    assert vqgan.downsample_factor == 4
    assert vqgan.decode(torch.zeros(1, 8, 5, 6)).shape == (1, 3, 20, 24)


def test_all_parameters_are_loaded_and_frozen(style: InstalledStyle) -> None:
    for parameter in _vqgan(style).parameters():
        assert parameter.device.type == "cpu"
        assert parameter.dtype == torch.float32
        assert not parameter.requires_grad


def test_the_perceptor_matches_openai_clip(style: InstalledStyle) -> None:
    path = style.checked(style.card.perceptors[0])
    perceptor = ClipPerceptor.load(path, "cpu")
    theirs = clip.model.build_model(load_file(path)).float()
    embedding = theirs.encode_text(clip.tokenize("a red circle"))
    torch.testing.assert_close(perceptor.encode_text("a red circle"), embedding / embedding.norm())
    cutouts = torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    preprocess = Normalize((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))
    seen = theirs.encode_image(preprocess(cutouts))
    torch.testing.assert_close(perceptor.encode_image(cutouts), seen / seen.norm(dim=-1, keepdim=True))


def test_bfloat16_gives_similar_embeddings_and_gradients(style: InstalledStyle) -> None:
    """Cover the patches as a matrix product and attention without flash, forward and backward."""
    path = style.checked(style.card.perceptors[0])
    cutouts = torch.rand(4, 3, 32, 32, generator=torch.Generator().manual_seed(0)).requires_grad_()
    wanted = torch.randn(4, 16, generator=torch.Generator().manual_seed(1))
    seen, gradients = [], []
    for precision in ("float32", "bfloat16"):
        seen.append(ClipPerceptor.load(path, "cpu", precision).encode_image(cutouts))
        gradients.append(torch.autograd.grad(seen[-1], cutouts, wanted)[0])
    assert 0 < (seen[1] - seen[0]).norm() / seen[0].norm() < 0.02
    assert 0 < (gradients[1] - gradients[0]).norm() / gradients[0].norm() < 0.05


def test_patches_match_the_convolution() -> None:
    convolution = torch.nn.Conv2d(3, 6, 4, 4, bias=False)
    pictures = torch.rand(2, 3, 8, 12, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(Patches(convolution)(pictures), convolution(pictures))


def test_a_small_vocabulary_gives_the_same_embedding_and_skips_other_words(style: InstalledStyle) -> None:
    path = style.checked(style.card.perceptors[0])
    whole = ClipPerceptor.load(path, "cpu")
    tokens = clip.tokenize(["a red circle"]).unique()
    tensors = load_file(path)
    tensors["token_embedding.weight"] = tensors["token_embedding.weight"][tokens]
    small = ClipPerceptor(clip.model.build_model(tensors), tokens, "cpu")
    torch.testing.assert_close(small.encode_text("a red circle"), whole.encode_text("a red circle"))
    torch.testing.assert_close(small.encode_text("a shiny red circle"), whole.encode_text("a red circle"))
