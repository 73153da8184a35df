"""All components on a few pages with sample data, to look at and to check in a browser; not the product.

`python -m flask --app tests.browser.gallery run` shows it.
"""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask, Response, flash, jsonify, render_template, request
from jinja2 import FileSystemLoader
from PIL import Image, ImageDraw

from bpo.catalog.rules import Equation, Evidence, Finding, FormField, FormTable, Reading, Term
from bpo.platform import assets, charts, display
from bpo.platform.web import HEADERS

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 7, 14, 12, 6, tzinfo=UTC)
ZONE = "Europe/Berlin"
WIDTH, HEIGHT = 1240, 1754

PRINTED = [
    ("Rechnung", 980, 120),
    ("Muehle", 100, 120),
    ("Hartmann", 210, 120),
    ("Rechnungs-Nr.", 740, 240),
    ("RE-2026-04418", 960, 240),
    ("Rechnungsdatum", 740, 280),
    ("06.07.2026", 1000, 280),
    ("Bestellung", 740, 320),
    ("45001B3977", 1000, 320),
    ("Hafermehl", 100, 560),
    ("40", 700, 560),
    ("38,50", 820, 560),
    ("1.540,00", 1040, 560),
    ("Paletten", 100, 610),
    ("6", 700, 610),
    ("14,50", 820, 610),
    ("87,00", 1040, 610),
    ("Netto", 820, 720),
    ("1.627,00", 1040, 720),
    ("USt", 820, 760),
    ("124,33", 1040, 760),
    ("Gesamt", 820, 800),
    ("1.751,63", 1040, 800),
]


def box_of(text: str, x: int, y: int) -> tuple[float, float, float, float]:
    """Where a printed word stands, as fractions of the page."""
    return (x / WIDTH, (y - 4) / HEIGHT, (x + 13 * len(text)) / WIDTH, (y + 26) / HEIGHT)


def place(text: str) -> Evidence:
    """The evidence of one printed word."""
    return Evidence(page=0, box=next(box_of(*word) for word in PRINTED if word[0] == text))


@dataclass
class Person:
    """Somebody signed in."""

    name: str = "Tomás Rey"
    initials: str = "TR"
    kind: str = "staff"
    role: str = "agent"

    def can(self, permission: str) -> bool:
        """Everything is allowed in a gallery."""
        return bool(permission)


@dataclass
class Kept:
    """What the browser sent, for tests to read."""

    drafts: list[dict[str, Any]] = field(default_factory=list)
    beats: int = 0
    fail: int = 0
    lost: bool = False
    live: int = 0
    posted: list[dict[str, list[str]]] = field(default_factory=list)


FIELDS = {
    "number": FormField(path="number", label="Invoice number", required=True),
    "issue_date": FormField(path="issue_date", label="Invoice date", kind="date", required=True),
    "po_ref": FormField(path="po_ref", label="Purchase order"),
    "type_code": FormField(
        path="type_code", label="Kind", kind="choice", choices=(("380", "Invoice"), ("381", "Credit note"))
    ),
    "net": FormField(path="net", label="Net total", kind="money", required=True),
    "vat": FormField(path="vat", label="VAT", kind="money"),
    "gross": FormField(path="gross", label="Gross total", kind="money", required=True),
}
READINGS = [
    Reading(
        path="number",
        value="RE-2026-04418",
        confidence=0.996,
        method="text",
        evidence=place("RE-2026-04418"),
    ),
    Reading(
        path="issue_date", value="2026-07-06", confidence=0.71, method="text", evidence=place("06.07.2026")
    ),
    Reading(path="po_ref", value="4500183977", confidence=0.58, method="ocr", evidence=place("45001B3977")),
    Reading(path="net", value="1627.00", confidence=0.99, method="text", evidence=place("1.627,00")),
    Reading(path="gross", value="1751.63", confidence=0.62, method="text", evidence=place("1.751,63")),
    Reading(path="lines.1.quantity", value="6", confidence=0.74, method="ocr", evidence=place("6")),
]
LINES = FormTable(
    path="lines",
    label="Lines",
    columns=(
        FormField(path="description", label="Text"),
        FormField(path="quantity", label="Quantity", kind="number"),
        FormField(path="unit_price", label="Price", kind="money"),
        FormField(path="line_net", label="Net", kind="money"),
    ),
)
EQUATIONS = (
    Equation(rows="lines", result="line_net", terms=(Term(factors=("quantity", "unit_price")),)),
    Equation(result="net", terms=(Term(factors=("lines.*.line_net",)),)),
    Equation(result="gross", terms=(Term(factors=("net",)), Term(factors=("vat",)))),
)


def bench() -> dict[str, Any]:
    """One task of the workbench."""
    by_path = {reading.path: reading for reading in READINGS}
    return {
        "pages": [
            {"src": "/page/0.png", "width": WIDTH, "height": HEIGHT},
            {"src": "/page/1.png", "width": WIDTH, "height": HEIGHT},
        ],
        "readings": READINGS,
        "by_path": by_path,
        "fields": FIELDS,
        "table": LINES,
        "rows": [
            {"description": "Hafermehl", "quantity": "40", "unit_price": "38.50", "line_net": "1540.00"},
            {"description": "Paletten", "quantity": "6", "unit_price": "14.50", "line_net": "87.00"},
        ],
        "findings": {
            "issue_date": [
                Finding(code="two_dates", message="Two dates on the page.", fields=("issue_date",))
            ],
            "po_ref": [Finding(code="po_read", message="Read “1B3”. Order 4500183977 exists and is open.")],
            "gross": [Finding(code="sum", message="Net and VAT make 1,751.33.", fields=("gross",))],
        },
        "sums": {
            "equations": [asdict(equation) for equation in EQUATIONS],
            "labels": {path: each.label for path, each in FIELDS.items()}
            | {"lines.*.line_net": "sum of Net in Lines"},
        },
    }


def page_image(number: int) -> bytes:
    """A drawn invoice page."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "#fffefb")
    draw = ImageDraw.Draw(image)
    if number == 0:
        for text, x, y in PRINTED:
            draw.text((x, y), text, fill="#222222", font_size=24)
    else:
        draw.text((100, 120), "Allgemeine Bedingungen", fill="#222222", font_size=24)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def make_app() -> Flask:
    """The gallery; `app.extensions["kept"]` holds what was sent to it."""
    app = Flask("gallery", static_folder=str(ROOT / "bpo/static"))
    app.config.update(SECRET_KEY="gallery", TEMPLATES_AUTO_RELOAD=True)
    app.jinja_loader = FileSystemLoader([ROOT / "templates", ROOT / "tests/browser/templates"])
    app.register_blueprint(assets.bp)
    kept = app.extensions["kept"] = Kept()
    app.jinja_env.globals.update(charts=charts, static_url=assets.static_url, csrf_token=lambda: "token")
    app.jinja_env.filters.update(display.filters(lambda: display.Reader(now=NOW, zone=ZONE)))

    @app.context_processor
    def reader() -> dict[str, Any]:
        here = request.path
        entries = [("/", "Home", "home", 0), ("/bench", "Work", "doc", 3), ("/charts", "Figures", "chart", 0)]
        return {
            "caller": Person(),
            "nav": [
                {"href": href, "label": label, "icon": icon, "count": count, "current": href == here}
                for href, label, icon, count in entries
            ],
            "now": NOW,
            "zone": ZONE,
            "client": {"name": "Alder Foods", "href": "/"},
            "search_href": "/search",
        }

    @app.after_request
    def strict(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    pages(app)
    answers(app, kept)
    return app


def pages(app: Flask) -> None:
    """What is looked at."""

    @app.get("/")
    def home() -> str:
        flash("The batch was taken in: 12 jobs.", "ok")
        flash("3 rows could not be taken in.", "warn")
        return render_template("gallery_parts.html", hours=lambda n: NOW + timedelta(hours=n))

    @app.get("/charts")
    def figures() -> str:
        return render_template("gallery_charts.html")

    @app.get("/bench")
    def workbench() -> str:
        return render_template(
            "gallery_bench.html",
            due=NOW + timedelta(minutes=38),
            draft_key=request.args.get("key", "task-1"),
            **bench(),
        )

    @app.get("/plain")
    def plain() -> str:
        return render_template("gallery_plain.html")

    @app.get("/error/<int:status>")
    def error(status: int) -> str:
        return render_template(
            "errors/error.html", status=status, title="There is nothing here", detail="", code="x"
        )


def answers(app: Flask, kept: Kept) -> None:
    """What the scripts ask."""

    @app.get("/page/<int:number>.png")
    def page(number: int) -> Response:
        return Response(page_image(number), mimetype="image/png")

    @app.get("/words")
    def words() -> Response:
        return jsonify(
            pages=[{"words": [[text, *box_of(text, x, y)] for text, x, y in PRINTED]}, {"words": []}]
        )

    @app.put("/draft")
    def draft() -> tuple[Response, int]:
        if kept.lost:
            return jsonify(detail="Ana Lopez took this task over at 14:05."), 409
        if kept.fail > 0:
            kept.fail -= 1
            return jsonify(detail="away"), 503
        kept.drafts.append(request.get_json())
        return jsonify(saved_at=NOW.isoformat()), 200

    @app.post("/lease")
    def lease() -> Response:
        kept.beats += 1
        return jsonify(lease_until=(NOW + timedelta(minutes=15)).isoformat())

    @app.get("/live")
    def live() -> Response:
        kept.live += 1
        response = Response(f"<p>Asked {kept.live} times</p>", mimetype="text/html")
        if kept.live >= 2:
            response.headers["X-Live"] = "done"
        return response

    @app.post("/submit")
    def submit() -> str:
        found = {name: request.form.getlist(name) for name in request.form}
        for name in request.files:
            found[name] = [upload.filename or "" for upload in request.files.getlist(name)]
        kept.posted.append(found)
        return render_template("gallery_plain.html")


app = make_app()
