"""The ground: database, scope, errors, clock, storage, web. Knows nothing of outsourcing."""
