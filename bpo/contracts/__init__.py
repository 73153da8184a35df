"""Versioned promises to a client: turnaround, warnings, sampling, automation policy, shares."""
