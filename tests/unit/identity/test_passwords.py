from time import process_time

import pytest

from bpo.identity.rules import password_problems


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "kettle-violin-orbit",
        "Zf8!kq2Lm0#x",
        "пароль-ромашка-лес",
        "a" * 3 + "violet kettle moss" * 3,
        "wir fahren im Juli nach Rügen",
    ],
)
def test_secrets_are_taken(password):
    assert password_problems(password) == ()


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P4ssw0rd2024!!",
        "PasswordPassword",
        "qwertyuiop123",
        "aaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "123456789012",
        "1qaz2wsx3edc",
        "Summer2026!!!!",
        "AdminAdmin123",
        "changeme12345",
        "iloveyou2025!",
        "letmein-letmein",
        "welcome123456",
        "            ",
    ],
)
def test_what_is_tried_first_is_refused(password):
    (problem,) = password_problems(password)
    assert "too easy to guess" in problem


def test_length_counts_as_typed():
    assert "at least 12" in password_problems("short-one!!")[0]
    assert "at most 256" in password_problems("kettle violin " * 30)[0]
    assert password_problems("violin orbit kettle moss " * 3) == ()


def test_words_of_the_context_do_not_count():
    context = ["olga.petrova@hartmann.example", "Mühle Hartmann KG"]
    assert password_problems("Hartmann-Olga-2026", context=context)
    assert password_problems("H4rtm4nn.0lg4.Petrova", context=context)
    assert password_problems("Hartmann violin kettle", context=context) == ()


def test_hostile_input_is_refused_and_costs_little():
    begun = process_time()
    assert password_problems("ab" * 128)
    assert password_problems("\0" * 200, context=["x" * 5000])
    assert process_time() - begun < 1
