"""Whether history is whole: each client's events chained, so that one taken away, changed or slipped in is found."""
