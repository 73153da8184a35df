"""Deliverables, what the client is told, acceptance."""
