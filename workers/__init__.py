"""The second door: messages, schedules, the demo."""
