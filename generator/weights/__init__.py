"""From published files to installed weights: fetching, checking, converting, and painting a sample."""
