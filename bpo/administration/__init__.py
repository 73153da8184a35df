"""Setting the house up: clients with people and contract in one form, staff and what they may do."""
