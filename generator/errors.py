"""What can go wrong while painting, by who must act. The docstring of each is the sentence people read."""


class GeneratorError(Exception):
    """The generator cannot go on."""

    def __str__(self) -> str:
        return super().__str__() or (self.__doc__ or "").strip()


class MissingWeights(GeneratorError):
    """The weights of this style are not installed; ask the admin to fetch them."""


class BadWeights(MissingWeights):
    """A file of weights is not what its card says; fetch it again."""


# What errors say when memory has run out, besides having a type of their own: torch's CPU allocator, C++'s new, oneDNN,
# cuBLAS, cuDNN, and a thread whose stack could not be mapped.
_OUT_OF_MEMORY = (
    "DefaultCPUAllocator",
    "can't allocate memory",
    "Cannot allocate memory",
    "bad_alloc",
    "could not create",
    "ALLOC_FAILED",
    "ALLOCATION_FAILED",
    "out of memory",
    "can't start new thread",
)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether `error` means that the device or the host had no memory left."""
    import torch  # takes seconds, which the commands that need no torch do not wait for

    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError | OSError) and any(face in str(error) for face in _OUT_OF_MEMORY)
