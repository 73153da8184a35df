"""Sampling, reviews and scorecards; what a figure about quality may claim."""
