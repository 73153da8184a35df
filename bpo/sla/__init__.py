"""Calendars, clocks, holds, warnings and breaches: what was promised, by when, and how it stands."""
