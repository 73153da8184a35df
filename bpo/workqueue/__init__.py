"""Tasks, attempts and leases: one queue for people and automation, its order and its fairness."""
