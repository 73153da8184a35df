"""What is filled in before anybody keys: only what is certain, wherever the copy lies."""

import io
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.catalog.registry import work_types
from bpo.catalog.rules import Outcome, Region, Source
from bpo.catalog.rules.definitions import Definition, FieldDefinition, Seen, StepKind, anchors_on, problems
from bpo.service_lines.data_entry.defined import built
from bpo.service_lines.data_entry.defined.alignment import Lie, laid, turned
from bpo.service_lines.data_entry.defined.written import written
from bpo.service_lines.data_entry.forms import definition_of
from tests.factories.definitions import claims

PRINTED = (
    "Claimant",
    "Policy",
    "Insurer",
    "Premium",
    "Damage",
    "Witness",
    "Garage",
    "Repair",
    "Broker",
    "Office",
)


def _page(*values: tuple[str, float, float]) -> list[Seen]:
    """A page with printed words down both sides, and what was filled in."""
    places = [(word, 0.1 + 0.6 * (n % 2), 0.1 + 0.08 * n) for n, word in enumerate(PRINTED)]
    return [(text, (x - 0.02, y - 0.005, x + 0.02, y + 0.005)) for text, x, y in (*places, *values)]


def _turned(words: list[Seen], degrees: float, dx: float, dy: float, scale: float) -> list[Seen]:
    cos, sin = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale

    def at(x: float, y: float) -> tuple[float, float]:
        return cos * (x - 0.5) - sin * (y - 0.5) + 0.5 + dx, sin * (x - 0.5) + cos * (y - 0.5) + 0.5 + dy

    moved = []
    for text, (left, top, right, bottom) in words:
        x, y = at((left + right) / 2, (top + bottom) / 2)
        moved.append((text, (x - 0.02, y - 0.005, x + 0.02, y + 0.005)))
    return moved


@given(
    degrees=st.floats(-4, 4),
    dx=st.floats(-0.05, 0.05),
    dy=st.floats(-0.05, 0.05),
    scale=st.floats(0.9, 1.1),
    lost=st.sets(st.sampled_from(PRINTED), max_size=2),
)
def test_a_copy_is_laid_against_the_sample_however_it_lies(
    degrees: float, dx: float, dy: float, scale: float, lost: set[str]
) -> None:
    sample = _page()
    anchors = anchors_on(0, sample, ())
    assert len(anchors) == len(PRINTED)
    seen = [word for word in _turned(sample, degrees, dx, dy, scale) if word[0] not in lost]
    lie = laid(anchors, seen)
    assert lie is not None
    (_, box), (_, there) = sample[0], _turned(sample, degrees, dx, dy, scale)[0]
    x, y = lie.point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    assert abs(x - (there[0] + there[2]) / 2) < 0.001
    assert abs(y - (there[1] + there[3]) / 2) < 0.001
    back = lie.back(x, y)
    assert abs(back[0] - (box[0] + box[2]) / 2) < 0.001
    assert abs(back[1] - (box[1] + box[3]) / 2) < 0.001


def test_words_that_stand_elsewhere_do_not_mislead() -> None:
    sample = _page()
    seen = [("Broker", (0.9, 0.0, 0.92, 0.01)) if text == "Broker" else (text, box) for text, box in sample]
    lie = laid(anchors_on(0, sample, ()), seen)
    assert lie is not None
    assert abs(lie.point(0.5, 0.5)[0] - 0.5) < 0.005


def test_another_form_is_not_laid_at_all() -> None:
    anchors = anchors_on(0, _page(), ())
    assert laid(anchors, [("Invoice", (0, 0, 1, 1))]) is None
    upside_down = [
        (text, (1 - right, 1 - bottom, 1 - left, 1 - top)) for text, (left, top, right, bottom) in _page()
    ]
    assert laid(anchors, upside_down) is None


def test_what_is_filled_in_is_no_anchor() -> None:
    words = _page(("Jensen", 0.5, 0.5))
    assert "Jensen" not in {each.text for each in anchors_on(0, words, [(0.4, 0.4, 0.6, 0.6)])}


FORM = Definition(
    name="x",
    fields=(
        FieldDefinition(key="day", label="Day", type="date"),
        FieldDefinition(key="sum", label="Sum", type="money"),
        FieldDefinition(key="ssn", label="SSN", type="ssn"),
        FieldDefinition(key="kind", label="Kind", type="choice", choices=(("a", "Accident"),)),
        FieldDefinition(key="name", label="Name", type="name", longest=12),
    ),
    scorecard=claims().scorecard,
)


@pytest.mark.parametrize(
    ("key", "text", "month_first", "comma", "value"),
    [
        ("day", "04/05/2026", True, False, "2026-04-05"),
        ("day", "04/05/2026", False, False, "2026-05-04"),
        ("day", "2026-05-04", True, False, "2026-05-04"),
        ("day", "13/05/2026", True, False, ""),
        ("day", "04/05/26", True, False, ""),
        ("sum", "$ 5,400", False, False, "5400.00"),
        ("sum", "5.400,50 €", False, True, "5400.50"),
        ("sum", "5,40", False, False, ""),
        ("sum", "5,400,50", False, False, ""),
        ("sum", "(12.50)", False, False, "-12.50"),
        ("sum", "I2.50", False, False, "2.50"),
        ("sum", "twelve", False, False, ""),
        ("ssn", "949835135", False, False, "949-83-5135"),
        ("ssn", "949-93-135", False, False, ""),
        ("kind", "ACCIDENT", False, False, "a"),
        ("kind", "Theft", False, False, ""),
        ("name", " | Jensen ", False, False, "Jensen"),
        ("name", "Jensen Knudsen", False, False, ""),
    ],
)
def test_what_is_printed_is_taken_only_where_it_is_certain(
    key: str, text: str, month_first: bool, comma: bool, value: str
) -> None:
    definition = replace(FORM, month_first=month_first, decimal_comma=comma)
    field = next(field for field in FORM.fields if field.key == key)
    assert written(definition, field, text) == value


def _pdf(texts: list[tuple[str, float, float]]) -> bytes:
    """A page of 600 x 800 points with texts at places from the top left."""
    shown = " ".join(f"BT /F 12 Tf {x} {800 - y} Td ({text}) Tj ET" for text, x, y in texts).encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    for number, part in enumerate(parts, start=1):
        out.write(b"%d 0 obj%s endobj\n" % (number, part))
    out.write(b"trailer<</Root 1 0 R>>")
    return out.getvalue()


def _filled(shift: float = 0.0) -> Outcome:
    placed = {
        "policy_no": (0.3, 0.1, 0.7, 0.15),
        "last_name": (0.3, 0.2, 0.7, 0.25),
        "amount": (0.3, 0.3, 0.7, 0.35),
    }
    fields = tuple(
        replace(field, region=Region(page=0, box=placed[field.key]))
        if field.key in placed
        else replace(field, region=None)
        for field in claims().fields
    )
    printed = [(word, 60 + 400 * (n % 2), 60.0 + 70 * n) for n, word in enumerate(PRINTED)]
    sample = [(text, (x / 600, (y - 9) / 800, (x + 40) / 600, (y + 3) / 800)) for text, x, y in printed]
    definition = replace(
        claims(StepKind.READ, StepKind.DOUBLE),
        fields=fields,
        anchors=tuple(replace(each, x=each.x) for each in anchors_on(0, sample, ())),
    )
    texts = [*printed, ("P50708047", 200, 100), ("Jensen", 200, 180), ("12,345.678,9", 200, 260)]
    content = _pdf([(text, x + shift, y + shift) for text, x, y in texts])
    return built(definition, key="own").automate(
        [Source(name="a.pdf", media_type="application/pdf", content=content)], {"plan": "B", "strange": "x"}
    )


@pytest.mark.parametrize("shift", [0.0, 25.0])
def test_a_printed_form_is_read_where_it_is_certain(shift: float) -> None:
    outcome = _filled(shift)
    assert outcome.record == {"policy_no": "P50708047", "last_name": "Jensen", "plan": "B"}
    assert [finding.code for finding in outcome.findings] == ["PREFILLED"]
    assert not outcome.proven
    amount = next(reading for reading in outcome.readings if reading.path == "amount")
    assert amount.value is None
    assert amount.evidence is not None, "where to look is said all the same"
    assert abs(amount.evidence.box[1] - (0.3 + shift / 800)) < 0.02


def test_what_cannot_be_opened_is_said() -> None:
    made = built(replace(claims(StepKind.READ, StepKind.KEY)), key="own")
    outcome = made.automate(
        [Source(name="a.pdf", media_type="application/pdf", content=b"%PDF-1.4 broken")], {}
    )
    assert [finding.code for finding in outcome.findings] == ["UNREADABLE"]


@pytest.mark.parametrize("key", ["w4_form", "contact_cards", "claims_register"])
def test_the_forms_on_offer_are_sound_definitions(key: str) -> None:
    assert problems(definition_of(key)) == ()
    offered = next(each for each in work_types() if each.key == key)
    assert [field.path for field in offered.form.fields] == [field.key for field in definition_of(key).fields]


def test_a_lie_undoes_itself() -> None:
    assert Lie().box((0.1, 0.2, 0.3, 0.4)) == (0.1, 0.2, 0.3, 0.4)


def test_a_page_on_its_side_is_brought_upright_and_back() -> None:
    box = (0.1, 0.2, 0.3, 0.25)
    assert turned(box, 0) == box
    assert turned(box, 90) == pytest.approx((0.2, 0.7, 0.25, 0.9))
    for degrees in (90, 180, 270):
        assert turned(turned(box, degrees), -degrees) == pytest.approx(box)
