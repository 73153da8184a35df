"""Batches and jobs: intake, documents, suspected duplicates, the life of a job."""
