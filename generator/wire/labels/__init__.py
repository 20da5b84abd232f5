"""Words read as ImageNet's 1,000 labels, from the tables in data/labels. Without torch."""
