"""Clients are told of their documents, not of our machinery."""

from bpo.delivery.rules import MAKING_SURE, reasons_for_client, told_to_client

REASONS = {"UNREADABLE": "The file cannot be opened.", "LOW": "A value is not certain."}


def test_faults_of_the_document_are_told_and_ours_are_not():
    assert (
        told_to_client({"code": "UNREADABLE", "message": "Page 2 is cut off."}, REASONS)
        == "Page 2 is cut off."
    )
    assert told_to_client({"code": "UNREADABLE", "message": ""}, REASONS) == "The file cannot be opened."
    assert told_to_client({"code": "AUTOMATION_FAILED", "message": "timeout: wall time"}, REASONS) == ""
    assert (
        told_to_client({"code": "DUPLICATE_FILE", "message": "Same as ALD-1."}, REASONS) == "Same as ALD-1."
    )


def test_reasons_are_said_once_in_plain_words():
    codes = ["LOW", "LOW", "DUPLICATE_FILE", "AUTOMATION_FAILED"]
    assert reasons_for_client(codes, REASONS) == "a value is not certain; it looks like another one"
    assert reasons_for_client(["AUTOMATION_FAILED"], REASONS) == MAKING_SURE
