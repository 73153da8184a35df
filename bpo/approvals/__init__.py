"""Deciding about work as it stands: approvals bound to what was approved, by staff and by the client; steps with
a small form of their own."""
