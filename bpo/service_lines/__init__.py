"""The work itself, one folder a work type: pure, without database, web or queue."""
