"""Running a work type's automatic step: what proves itself goes straight through."""
