"""Who may work for whom: assignments of staff to clients, certifications for work types."""
