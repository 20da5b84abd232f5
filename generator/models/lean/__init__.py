"""taming's decoder with a smaller memory footprint.

Autograd keeps about four tensors for each norm, swish and convolution, because it does not know that the weights are
frozen. A backward pass written by hand needs only one: the norm's input. A block that keeps only its own input
recomputes the tensor between its two convolutions, at the cost of one convolution.

The modules and their weights are taming's; this package only defines their forward and backward passes.
"""
