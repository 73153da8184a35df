"""Service levels, throughput, quality: read-only over all rooms."""
