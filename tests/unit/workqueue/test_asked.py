"""A fixed table asks: what stands there as evidence is not for who answers to change, nor which rows there are."""

import pytest

from bpo.catalog.rules import Form, FormField, FormTable
from bpo.platform.errors import Invalid
from bpo.workqueue.rules import Local
from bpo.workqueue.schemas.filled import filled_form

FORM = Form(
    fields=(
        FormField(path="rows", label="Rows", kind="number", shown=True),
        FormField(path="note", label="Note"),
    ),
    tables=(
        FormTable(
            path="questions",
            label="Questions",
            fixed=True,
            columns=(
                FormField(path="asked", label="Question", shown=True),
                FormField(path="answer", label="Answer", kind="choice", choices=(("a", "A"), ("b", "B"))),
            ),
        ),
    ),
)
RECORD = {
    "rows": "2",
    "questions": [{"asked": "first?", "answer": None}, {"asked": "second?", "answer": None}],
}
LOCAL = Local()


def filled(**more: str) -> dict[str, object]:
    return filled_form(FORM, {"note": "n", **more}, record=RECORD, local=LOCAL)


def test_evidence_stays_as_it_was_asked_whatever_is_sent() -> None:
    sent = {"rows": "9", "questions.0.asked": "other?", "questions.0.answer": "a", "questions.1.answer": "b"}
    assert filled(**sent) == {
        "rows": "2",
        "note": "n",
        "questions": [{"asked": "first?", "answer": "a"}, {"asked": "second?", "answer": "b"}],
    }


@pytest.mark.parametrize("answers", [1, 3])
def test_rows_are_neither_added_nor_taken_away(answers: int) -> None:
    with pytest.raises(Invalid) as caught:
        filled(**{f"questions.{row}.answer": "a" for row in range(answers)})
    assert caught.value.errors["questions"] == [
        "Its rows are not those that were asked about. Load the page again."
    ]


def test_only_a_fixed_table_has_columns_nobody_types() -> None:
    with pytest.raises(ValueError, match="fixed"):
        FormTable(path="t", label="T", columns=(FormField(path="c", label="C", shown=True),))
