"""The product: rooms by capability, listed from the ground up in docs/map.md."""
