"""Settings: typed, read from the environment once, refused at the start when they are unsafe."""
