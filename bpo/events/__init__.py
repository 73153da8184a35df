"""What happened: append-only; the history that people read and the outbox that workers follow."""
