"""A client's closed months: what was promised and kept, what it costs, as the client gets it. A closed month never
moves: what turns out otherwise is a new version beside the old one."""
