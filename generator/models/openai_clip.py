"""openai-clip, all that is used of it: imported here alone, so that nobody reads its warning about pkg_resources.

It imports that module, which the lock holds for it.
"""

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "pkg_resources is deprecated", UserWarning)
    from clip import tokenize
    from clip.model import CLIP, VisionTransformer, build_model, convert_weights
    from clip.simple_tokenizer import SimpleTokenizer

__all__ = ["CLIP", "SimpleTokenizer", "VisionTransformer", "build_model", "convert_weights", "tokenize"]
