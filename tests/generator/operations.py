"""Records the operations that torch runs, and finds those that are nondeterministic on a GPU."""

from torch.utils._python_dispatch import TorchDispatchMode

# Names in the documentation of torch.use_deterministic_algorithms, and the operators that they stand for.
UNREPEATABLE = {
    "AvgPool3d": "avg_pool3d_backward",
    "AdaptiveAvgPool2d": "adaptive_avg_pool2d_backward",
    "AdaptiveAvgPool3d": "adaptive_avg_pool3d_backward",
    "MaxPool3d": "max_pool3d_with_indices_backward",
    "AdaptiveMaxPool2d": "adaptive_max_pool2d_backward",
    "FractionalMaxPool2d": "fractional_max_pool2d_backward",
    "FractionalMaxPool3d": "fractional_max_pool3d_backward",
    "MaxUnpool2d": "max_unpool2d",
    "linear``": "upsample_linear1d_backward",
    "bilinear": "upsample_bilinear2d",
    "bicubic": "upsample_bicubic2d",
    "trilinear": "upsample_trilinear3d_backward",
    "ReflectionPad1d": "reflection_pad1d_backward",
    "ReflectionPad3d": "reflection_pad3d_backward",
    "ReplicationPad1d": "replication_pad1d_backward",
    "ReplicationPad3d": "replication_pad3d_backward",
    "NLLLoss": "nll_loss2d_forward",
    "CTCLoss": "ctc_loss_backward",
    "EmbeddingBag": "embedding_bag",
    "histc": "histc",
    "bincount": "bincount",
    "median": "median",
    "grid_sample": "grid_sampler_2d_backward",
    "resize_": "resize_",
}


class Operations(TorchDispatchMode):
    """Collects the names of the operations that run inside the block."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_dispatch__(self, operation, types, arguments=(), options=None):
        self.names.add(operation.overloadpacket.__name__)
        return operation(*arguments, **(options or {}))


def unrepeatable(names: set[str]) -> set[str]:
    """Return the names that torch documents as nondeterministic on CUDA."""
    return {name for name in names for known in UNREPEATABLE.values() if name.strip("_").startswith(known.strip("_"))}
