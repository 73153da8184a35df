"""A page looked at as people and their tools look at it: axe finds nothing, nothing is wider than the window.

`SHOTS=folder ./run test tests/browser/...` keeps pictures of every page a test looks at: wide and narrow, light and
dark, and printed.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
Look = tuple[int, Scheme]

WIDE, MIDDLE, NARROW = 1440, 1024, 390
USUAL: tuple[Look, ...] = ((WIDE, "light"), (NARROW, "dark"))
EVERY: tuple[Look, ...] = ((WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark"))
WINDOW = {"width": WIDE, "height": 900}
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
GROWS = 8
"""A pane that takes a part of the window's height grows with it: how often to follow."""
SHOTS = os.environ.get("SHOTS")
AXE = Axe()
STICKING_OUT = """() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    const scrolls = (each) => each && (getComputedStyle(each).overflowX !== "visible" || scrolls(each.parentElement));
    const out = [...document.body.querySelectorAll("*")].filter(
        (each) => each.getBoundingClientRect().right > edge && !scrolls(each.parentElement)
    );
    const inner = out.filter((each) => !out.some((other) => other !== each && each.contains(other)));
    return (inner.length ? inner : [document.body]).slice(0, 5).map((each) => each.outerHTML.slice(0, 160));
}"""


def sound(page: Page, name: str, *, looks: Sequence[Look] = USUAL) -> None:
    """The page, called `name` in what is said of it, has no fault in any of the looks; then it is as it was."""
    page.wait_for_load_state()
    found = [f"{name}: {fault}" for width, scheme in looks for fault in faults(page, width, scheme)]
    _stand(page, MIDDLE, "light")
    found += [f"{name}: {fault}" for fault in too_wide(page)]
    if SHOTS:
        _photograph(page, Path(SHOTS), name)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WINDOW)
    assert not found, "\n".join(found)


def faults(page: Page, width: int, scheme: Scheme) -> list[str]:
    """What axe finds in one look, a line for each place, and whether something is wider than the window."""
    _stand(page, width, scheme)
    return [f"{width} {scheme}: {fault}" for fault in broken_rules(page)] + too_wide(page)


def broken_rules(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule, place, and why."""
    return [
        f"{violation['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for violation in AXE.run(page, options=OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """A line for each of the innermost places that make the page scroll sideways."""
    return [f"too wide for {page.viewport_size}: {place}" for place in page.evaluate(STICKING_OUT)]


def _stand(page: Page, width: int, scheme: Scheme) -> None:
    """Give the window this width and scheme, and the height of the page: then no bar that stays in place lies half
    over something that could be scrolled from under it."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": WINDOW["height"]})
    page.evaluate("document.fonts.ready")
    height = WINDOW["height"]
    for _ in range(GROWS):
        needed = page.evaluate("document.documentElement.scrollHeight")
        if needed <= height:
            return
        height = needed + 100
        page.set_viewport_size({"width": width, "height": height})


def _photograph(page: Page, folder: Path, name: str) -> None:
    """Keep what a person would see; `name` may be an address."""
    name = name.strip("/").replace("/", "-") or "home"
    for width, scheme in EVERY:
        _stand(page, width, scheme)
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    _stand(page, WIDE, "light")
    page.emulate_media(media="print")
    page.screenshot(path=folder / f"{name}-print.png", full_page=True)
    page.emulate_media(media="screen")


def press(page: Page, *keys: str) -> None:
    """Press keys once the page listens to them. A page just sent shows its words before its scripts have run; they
    have all run when it is loaded."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def go_by(page: Page, key: str) -> None:
    """Press a key that leads to another page, or to the same one anew, and wait until that has come."""
    page.wait_for_load_state()
    with page.expect_navigation():
        page.keyboard.press(key)
