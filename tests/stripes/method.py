"""The METHOD of stripes: it paints one line of pixels that every row of the picture repeats."""

import copy
from functools import partial

import torch
from torch import nn

from generator.guidance.critique import criticise, critics_by_scene
from generator.methods.method import Example, Method, Networks
from generator.models.openai_clip import CLIP, VIT_B_32, convert_weights
from generator.randomness import Streams
from generator.step import End, Step
from generator.wire.prompts import scene_of
from tests.stripes.offer import OFFER


class SmallExample(Example):
    name = "small"
    perceptor = {
        **VIT_B_32, "embed_dim": 16, "image_resolution": 32, "vision_layers": 1, "vision_width": 64,
        "vision_patch_size": 8, "transformer_width": 64, "transformer_heads": 1, "transformer_layers": 1,
    }  # fmt: skip
    sizes = ("64x64",)
    table_sizes = ("64x64", "128x128")
    counted = {"learning_rate": 0.1, "cut_power": 1.0}
    works = {"same": {"cutout_noise": 0}}

    def bench_sizes(self, kind):
        return self.sizes

    def rounds(self, kind):
        return 1

    def published(self, dtype):
        clip = CLIP(**self.perceptor)
        if dtype == torch.float16:
            convert_weights(clip)
        return nn.Identity(), clip.eval().requires_grad_(False)

    def step(self, published, size, target, *, preview):
        line = torch.zeros(1, 3, 1, size.width, requires_grad=True)
        descent = torch.optim.SGD([line], lr=0.1)

        def step():
            descent.zero_grad()
            seen = nn.functional.interpolate(line.expand(-1, -1, size.height, -1), (32, 32))
            embedding = published[1].encode_image(seen.to(published[1].dtype))
            (embedding.float() - target).square().mean().backward()
            descent.step()

        return step

    def networks(self, plan, device, published=None):
        return Networks(None, [self.random_perceptor(plan, device, copy.deepcopy(published[1]) if published else None)])


class Stripes(Method):
    offer = OFFER
    examples = (SmallExample(),)

    def paint(self, networks, params, plan, given, resume=None):
        streams = Streams(params.seed)
        line = torch.rand(1, 3, 1, params.size.width, generator=streams["line"])
        done = 0
        if resume:
            line, done = resume["pixels"].clone(), int(resume["done"])
            streams.restore({name: state for name, state in resume.items() if name not in ("pixels", "done")})
        scenes = critics_by_scene(networks.perceptors, params, None)
        for index in range(done + 1, params.steps + 1):
            image = line.expand(-1, -1, params.size.height, -1)
            critics = scenes[scene_of(index, params.steps, len(scenes))]
            _, gradient = criticise(image, critics, params, streams, plan.cutouts_at_once)
            line = (line - params.learning_rate * gradient.sum(2, keepdim=True).sign()).clamp(0, 1)
            end = End() if index == params.steps else None
            yield Step(index, image[0], partial(self._capture, index, line, streams), end)

    @staticmethod
    def _capture(done, line, streams):
        return {"done": torch.tensor(done), "pixels": line.clone(), **streams.state()}


METHOD = Stripes()
