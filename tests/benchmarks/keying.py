"""Keying with fifty people: how long from handing a record in to the next one, image and all, on the screen."""

import io
import itertools
import json
import re
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from bpo.catalog.registry import work_type
from bpo.catalog.rules import Outcome
from bpo.catalog.service import told
from bpo.jobs import service as jobs
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.measuring import Rate, crowd, percentile
from tests.benchmarks.serving import Signer, Wire, body_of, like, served
from tests.benchmarks.table import Line
from tests.factories.world import Client
from workers import automation, outbox

CLAIMS = "claims_register"
FLOOR, EVERY = 50, 10.0
"""People at the desks, and after how many seconds each hands a record in: seven fields at some 15,000 keys an hour."""
SPELL = 30.0
"""Seconds that they are watched for."""
VALUES = {
    "last_name": "Hart",
    "first_name": "Ines",
    "dob": "1984-03-02",
    "zip": "60601",
    "amount": "120.00",
    "code": "C17",
}
FIGURES_AFTER, AHEAD_AFTER, DRAFT_AFTER = 0.6, 1.5, 4.0
"""When the screen asks for its figures, for the next page to be drawn, and saves a draft (seconds from its coming)."""


class _Unread:
    """A sandbox in which every record is one of which nothing can be read: what the keying screen is for."""

    def call(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {"json": told(Outcome(record={}))}


def measure(ground: Ground) -> list[Line]:
    """Fifty people key claims, two blind for each; then one alone, to show what of it is waiting for a core."""
    ground.world.sells = (CLAIMS,)
    client = ground.client()
    records(ground, client, 180)
    person = ground.agent(client)
    alone, *floor = like(ground, person, FLOOR + 1)
    ground.settle()
    with served(ground, "bpo.app:create_app()") as port:
        quiet = _by_oneself(ground, port, alone)
        many = crowd(FLOOR, SPELL, lambda number: key_step(ground, port, floor[number]), pause=EVERY)
    return [_line(many), _line_alone(quiet)]


def _line(many: Rate) -> Line:
    return Line(
        what=f"keyed record → next on screen with its image, {FLOOR} agents, each every {EVERY:.0f} s, p95",
        value=many.percentile(95) * 1000,
        unit="ms",
        must=300,
        least=False,
        detail=f"median {many.percentile(50) * 1000:.0f} ms, {len(many.lasted)} times",
    )


def _line_alone(quiet: Sequence[tuple[float, float, float]]) -> Line:
    handing_in, page, image = (percentile([each[stage] for each in quiet], 50) * 1000 for stage in range(3))
    return Line(
        what="the same for one agent while nobody else works, median",
        value=percentile([sum(each) for each in quiet], 50) * 1000,
        unit="ms",
        detail=f"handing in {handing_in:.0f}, the next page {page:.0f}, its image {image:.0f} ms; {len(quiet)} times",
    )


def _by_oneself(ground: Ground, port: int, person: UUID) -> list[tuple[float, float, float]]:
    """What each stage takes for one person; the first few times warm up."""
    step = key_step(ground, port, person, background=False)
    return [step() for _ in range(20)][5:]


def records(ground: Ground, client: Client, count: int) -> None:
    """Claims as scanned pages, each another picture, taken in and waiting for both keyings."""
    put = ground.house.extensions["storage"].of(client.id).put
    with unit_of_work(only(client.id)):
        jobs.submit(
            tenant_id=client.id,
            work_type=work_type(CLAIMS),
            submissions=[
                jobs.Submission(
                    title="claim",
                    files=(
                        jobs.HandedIn(name="claim.jpg", media_type="image/jpeg", stored=put(_scan(number))),
                    ),
                )
                for number in range(count)
            ],
            batch_id=None,
            source="api",
            by_id=None,
            by_name="a program",
            now=moment(),
        )
    while outbox.follow(moment) + _taken_in(ground):
        pass


def _taken_in(ground: Ground) -> int:
    done = 0
    while automation.work_one(ground.house, _Unread(), moment):  # type: ignore[arg-type]
        done += 1
    return done


def _scan(number: int) -> bytes:
    """A4 at 150 dpi, in grey."""
    page = Image.effect_noise((1240, 1754), 12)
    draw = ImageDraw.Draw(page)
    for line, text in enumerate((str(50_000_000 + number), *VALUES.values())):
        draw.text((200, 300 + 90 * line), text, fill=20, font_size=36)
    held = io.BytesIO()
    page.save(held, "JPEG", quality=70)
    return held.getvalue()


def key_step(
    ground: Ground, port: int, person: UUID, *, background: bool = True
) -> Callable[[], tuple[float, float, float]]:
    """Hand in the record on the screen, go to the next and have its image, as one person's browser does.

    A step gives the seconds of each of the three.
    """
    signer = Signer(ground)
    wire, aside = Wire(port), Wire(port)
    asks, pages = signer.headers(person), signer.headers(person, accept="text/html")
    desk = [_next(wire, asks)]
    numbers, times = itertools.count(person.int % 10_000_000), itertools.count()

    def step() -> tuple[float, float, float]:
        values = {"policy_no": f"A{next(numbers) % 100_000_000:08d}", **VALUES}
        sent = {"fence": 1, "active_seconds": 9, "keystrokes": 55, "values": values}
        began = time.perf_counter()
        status, body = wire.ask("POST", desk[0] + "/submit-next", headers=asks, body=body_of(sent))
        if status != 200 or not json.loads(body)["next"]:
            raise RuntimeError(f"{status}: {body[:300]!r}")
        desk[0] = json.loads(body)["next"]
        handed_in = time.perf_counter()
        image = _page(wire, pages, desk[0])
        there = time.perf_counter()
        _image(wire, pages, image)
        seen = time.perf_counter()
        if background and next(times):  # the first time all begin at once, as on no real floor
            _meanwhile(aside, asks, desk[0], values)
        return handed_in - began, there - handed_in, seen - there

    _image(wire, pages, _page(wire, pages, desk[0]))
    return step


def _next(wire: Wire, headers: str) -> str:
    status, body = wire.ask("POST", "/work/next", headers=headers)
    if status != 200:
        raise RuntimeError(f"{status}: {body[:200]!r}")
    return str(json.loads(body)["next"])


def _page(wire: Wire, headers: str, url: str) -> str:
    """The keying screen; where its image is."""
    status, page = wire.ask("GET", url, headers=headers)
    image = re.search(rb'class="key-page" src="([^"]+)"', page)
    if status != 200 or image is None:
        raise RuntimeError(f"{status}: {page[:300]!r}")
    return image[1].decode().replace("&amp;", "&")


def _image(wire: Wire, headers: str, url: str) -> None:
    status, _ = wire.ask("GET", url, headers=headers)
    if status != 200:
        raise RuntimeError(f"no image: {status}")


def _meanwhile(wire: Wire, headers: str, desk: str, values: dict[str, str]) -> None:
    """What the screen asks for by itself while somebody keys."""
    draft = body_of({"fence": 1, "values": values, "confirmed": [], "evidence": {}})
    lock = threading.Lock()

    def ask(method: str, path: str, body: bytes = b"") -> None:
        with lock:
            wire.ask(method, path, headers=headers, body=body)

    for after, told_ in (
        (FIGURES_AFTER, ("GET", "/work/keying/figures", b"")),
        (AHEAD_AFTER, ("GET", "/work/ahead", b"")),
        (DRAFT_AFTER, ("PUT", desk + "/draft", draft)),
    ):
        timer = threading.Timer(after, ask, told_)
        timer.daemon = True
        timer.start()
