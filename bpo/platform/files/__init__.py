"""What clients hand in: fit names, what the bytes really are, whether they can be taken, what a ZIP holds."""
