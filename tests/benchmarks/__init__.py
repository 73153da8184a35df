"""Ratios of what the product does to what its parts can do, each pair measured in one run: `./run bench`."""
