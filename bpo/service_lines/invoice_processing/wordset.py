"""Sets of words and phrases written as one text."""


def wordset(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Phrases divided by semicolons, in their order."""
    return tuple(part.strip() for part in text.split(";"))
