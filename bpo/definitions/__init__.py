"""Work types of a client's own, without code: written down, looked at, published version by version."""
