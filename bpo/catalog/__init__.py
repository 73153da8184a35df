"""What we sell: the contract every work type fulfils, and the registry of those on offer."""
