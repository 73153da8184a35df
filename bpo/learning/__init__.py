"""What a client's corrections teach about its vendors and forms: taken, measured in later jobs, undone."""
