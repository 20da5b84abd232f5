"""The arithmetic of taming's decoder with little memory.

Autograd keeps about four tensors for each norm, swish and convolution, because it does not know that the weights are
frozen. Written by hand, a backward pass needs one: the norm's input. And a block that keeps only its own input makes
the one between its convolutions again, which costs one convolution of the two.

The modules, and with them the weights, are taming's: here is only how they are passed through, forwards and backwards.
"""
