"""The backward pass of a convolution with frozen weights, which does not need its input."""

from torch import Tensor, nn
from torch.nn.grad import conv2d_input


def input_gradient(convolution: nn.Conv2d, gradient: Tensor) -> Tensor:
    """Return the input gradient of a convolution that keeps height and width: (1, out, h, w) -> (1, in, h, w).

    Autograd would keep the input for the gradient of the frozen weights (pytorch issue 42371; "MemSave",
    arXiv 2404.12406).
    """
    shape = (gradient.shape[0], convolution.in_channels, *gradient.shape[2:])
    inner: Tensor = conv2d_input(shape, convolution.weight, gradient, padding=convolution.padding)  # type: ignore[no-untyped-call]
    return inner
