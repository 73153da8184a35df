"""Clients (in code: tenants) and the base of every row that belongs to one."""
