// The document beside the form: pages, zoom, turning, finding, and filling fields from the page.
//
// section[data-viewer][data-words-url]
//   [data-view=prev|next|in|out|fit|turn|pan-up|pan-down|pan-left|pan-right] buttons, [data-view=page] number,
//   [data-view=find] search, [data-zoom] and [data-found] text, [data-thumb=index] links, [data-papers] the pane that
//   scrolls
//   svg[data-page=index][data-width][data-height] > g[data-sheet] > image, g[data-hits], rect.ev[data-path]…
// How large pages are shown is kept from one document to the next (localStorage), how they are turned is not.
// The form's inputs carry data-path and data-kind (data-at, where js/lines.js moved them). The box of the field in focus
// gets the class ev-now and is scrolled to. A click on a word fills the field that had the focus last, Shift or Ctrl adds
// to it; dragging fills it with all words in the box; in a table, amounts in several lines, or with Alt anything, fill the
// cells below too. Amounts and dates become plain ("1234.50", "2026-07-06") where they can mean one thing only.
// The place goes along as a hidden input `_evidence.<path>` = {"page": 0, "box": [l, t, r, b]}, fractions of the page.
//
// data-words-url answers {"pages": [{"words": [["Rechnung", left, top, right, bottom], …]}, …]}, fractions 0..1.

import { dayOrder } from "./dates.js";
import { around, decimalMark, linesOf, taken } from "./printed.js";

const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4];
const SVG = "http://www.w3.org/2000/svg";
const DRAG = 5;

const KEPT = "viewer-size";
const PAN = 0.25;

function keptSize() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) || "null");
    if (kept && ["width", "page"].includes(kept.fit)) return kept;
    if (kept && STEPS.includes(kept.zoom)) return kept;
  } catch {
    /* nothing was kept */
  }
  return { fit: "width", zoom: 1 };
}

function keepSize(size) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(size));
  } catch {
    /* it lasts as long as the page */
  }
}

class Viewer {
  constructor(root) {
    this.root = root;
    this.papers = root.querySelector("[data-papers]");
    this.pages = [...root.querySelectorAll("[data-page]")];
    this.zoom = 1;
    this.fitted = "width";
    this.turns = 0;
    this.current = 0;
    this.words = [];
    this.context = {};
    this.field = null;
    this.hits = [];
    this.hit = -1;
    this.listen();
    const { fit, zoom } = keptSize();
    if (fit === "page") this.fit("page");
    else if (!fit) this.scale(zoom);
    this.loadWhenNear();
    this.readWords();
  }

  find(name) {
    return this.root.querySelector(`[data-view="${name}"]`);
  }

  say(text) {
    const place = this.root.querySelector("[data-viewer-said]");
    if (place) place.textContent = text;
  }

  listen() {
    this.root.addEventListener("click", (event) => this.pressed(event));
    const number = this.find("page");
    if (number) {
      number.addEventListener("change", () => this.go(Number(number.value) - 1));
      number.addEventListener("keydown", (event) => event.key === "Enter" && this.go(Number(number.value) - 1));
    }
    const find = this.find("find");
    if (find) {
      find.addEventListener("input", () => this.search(find.value));
      find.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.nextHit(event.shiftKey ? -1 : 1);
      });
    }
    this.papers.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.papers.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.focused = (event) => {
      if (!this.root.isConnected) return document.removeEventListener("focusin", this.focused);
      if (event.target.matches("[data-path]:not(rect)")) this.show(event.target);
    };
    document.addEventListener("focusin", this.focused);
    document.addEventListener("places:wanted", (event) => this.takeAlong(event.detail.inputs));
    new ResizeObserver(() => this.fitted && this.fit(this.fitted)).observe(this.papers);
    this.pages.forEach((page) => this.listenOn(page));
  }

  pressed(event) {
    const thumb = event.target.closest("[data-thumb]");
    if (thumb) {
      event.preventDefault();
      this.go(Number(thumb.dataset.thumb));
      return;
    }
    const act = event.target.closest("button[data-view]");
    if (!act) return;
    const does = {
      prev: () => this.go(this.current - 1),
      next: () => this.go(this.current + 1),
      in: () => this.step(1),
      out: () => this.step(-1),
      fit: () => this.fit(this.fitted === "width" ? "page" : "width"),
      turn: () => this.turn(),
      "pan-up": () => this.pan(0, -PAN),
      "pan-down": () => this.pan(0, PAN),
      "pan-left": () => this.pan(-PAN, 0),
      "pan-right": () => this.pan(PAN, 0),
    };
    does[act.dataset.view]?.();
  }

  wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.step(event.deltaY < 0 ? 1 : -1);
  }

  // ---- pages ----

  loadWhenNear() {
    const watch = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          const image = entry.target.querySelector("image[data-href]");
          if (image) {
            image.setAttribute("href", image.dataset.href);
            delete image.dataset.href;
          }
          watch.unobserve(entry.target);
        }
      },
      { root: this.papers, rootMargin: "150%" },
    );
    this.pages.forEach((page) => watch.observe(page));
  }

  go(index) {
    if (!this.pages.length || Number.isNaN(index)) return;
    const to = Math.min(Math.max(index, 0), this.pages.length - 1);
    this.papers.scrollTo({ top: this.pages[to].getBoundingClientRect().top - this.edge() + this.papers.scrollTop });
    this.at(to);
  }

  edge() {
    return this.papers.getBoundingClientRect().top;
  }

  scrolled() {
    const middle = this.edge() + this.papers.clientHeight / 3;
    const index = this.pages.findIndex((page) => page.getBoundingClientRect().bottom > middle);
    if (index >= 0 && index !== this.current) this.at(index);
  }

  at(index) {
    this.current = index;
    const number = this.find("page");
    if (number && document.activeElement !== number) number.value = String(index + 1);
    for (const thumb of this.root.querySelectorAll("[data-thumb]")) {
      if (Number(thumb.dataset.thumb) === index) thumb.setAttribute("aria-current", "page");
      else thumb.removeAttribute("aria-current");
    }
  }

  pan(across, down) {
    this.papers.scrollBy({ left: across * this.papers.clientWidth, top: down * this.papers.clientHeight });
  }

  step(by) {
    const at = by > 0 ? STEPS.findIndex((step) => step > this.zoom + 0.001) : STEPS.findLastIndex((step) => step < this.zoom - 0.001);
    this.scale(STEPS[at < 0 ? (by > 0 ? STEPS.length - 1 : 0) : at]);
    keepSize({ zoom: this.zoom });
  }

  /** Pages as wide as the pane ("width"), or whole in it ("page"). */
  fit(way) {
    const page = this.pages[this.current];
    let zoom = 1;
    if (way === "page" && page) {
      const [width, height] = page.getAttribute("viewBox").split(" ").slice(2).map(Number);
      const style = getComputedStyle(this.papers);
      const room = this.papers.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
      const wide = this.papers.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (wide > 0 && room > 0) zoom = Math.min(1, (room * width) / height / wide);
    }
    if (zoom !== this.zoom || way !== this.fitted) this.scale(zoom, way);
    keepSize({ fit: way });
  }

  scale(zoom, fitted = "") {
    const pane = this.papers;
    const across = (pane.scrollLeft + pane.clientWidth / 2) / pane.scrollWidth;
    const down = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight;
    this.zoom = zoom;
    this.fitted = fitted;
    this.pages.forEach((page) => page.style.setProperty("width", `${zoom * 100}%`));
    pane.scrollLeft = across * pane.scrollWidth - pane.clientWidth / 2;
    pane.scrollTop = down * pane.scrollHeight - pane.clientHeight / 2;
    const text = { width: "Width", page: "Page" }[fitted] || `${Math.round(zoom * 100)} %`;
    this.root.querySelector("[data-zoom]").textContent = text;
    this.say(fitted ? `Fitted to ${fitted}` : `Zoom ${text}`);
  }

  turn() {
    this.turns = (this.turns + 1) % 4;
    for (const page of this.pages) {
      const [width, height] = [Number(page.dataset.width), Number(page.dataset.height)];
      const lying = this.turns % 2 === 1;
      page.setAttribute("viewBox", lying ? `0 0 ${height} ${width}` : `0 0 ${width} ${height}`);
      const shift = ["", `translate(${height} 0)`, `translate(${width} ${height})`, `translate(0 ${width})`][this.turns];
      page.querySelector("[data-sheet]").setAttribute("transform", `${shift} rotate(${this.turns * 90})`);
    }
    this.say(`Turned to ${this.turns * 90} degrees`);
    this.go(this.current);
  }

  // ---- evidence ----

  show(input) {
    this.field = input;
    this.root.querySelectorAll(".ev-now").forEach((box) => box.classList.remove("ev-now"));
    const box = this.boxOf(input);
    if (!box) return;
    box.classList.add("ev-now");
    this.reveal(box);
  }

  boxOf(input) {
    return this.root.querySelector(`rect[data-path="${CSS.escape(input.dataset.at || input.dataset.path)}"]`);
  }

  reveal(box) {
    const pane = this.papers.getBoundingClientRect();
    const place = box.getBoundingClientRect();
    const inside = place.top >= pane.top + 8 && place.bottom <= pane.bottom - 8 && place.left >= pane.left && place.right <= pane.right;
    if (inside) return;
    this.papers.scrollBy({
      top: place.top - pane.top - pane.height / 3,
      left: place.left < pane.left || place.right > pane.right ? place.left - pane.left - pane.width / 3 : 0,
    });
  }

  // ---- words ----

  async readWords() {
    const url = this.root.dataset.wordsUrl;
    if (!url) return;
    try {
      const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { pages } = await answer.json();
      this.words = pages.flatMap((page, index) =>
        page.words.map(([text, left, top, right, bottom]) => ({ page: index, text, box: [left, top, right, bottom] })),
      );
      const texts = this.words.map((word) => word.text);
      this.context = { mark: decimalMark(texts), order: dayOrder(texts) };
      this.root.dataset.wordsReady = "";
    } catch {
      this.say("The words of the document could not be loaded; type the values instead.");
    }
  }

  place(page, box) {
    const [width, height] = [Number(page.dataset.width), Number(page.dataset.height)];
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("x", String(box[0] * width));
    rect.setAttribute("y", String(box[1] * height));
    rect.setAttribute("width", String((box[2] - box[0]) * width));
    rect.setAttribute("height", String((box[3] - box[1]) * height));
    rect.setAttribute("rx", "2");
    return rect;
  }

  search(text) {
    const wanted = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    this.root.querySelectorAll("[data-hits]").forEach((group) => group.replaceChildren());
    this.hits = [];
    this.hit = -1;
    if (wanted.length) {
      this.words.forEach((word, index) => {
        const run = this.words.slice(index, index + wanted.length);
        const fits = run.length === wanted.length && wanted.every((part, i) => run[i].page === word.page && run[i].text.toLocaleLowerCase().includes(part));
        if (!fits) return;
        const page = this.pages[word.page];
        if (!page) return;
        const rect = this.place(page, around(run));
        rect.setAttribute("class", "hit");
        page.querySelector("[data-hits]").append(rect);
        this.hits.push(rect);
      });
      if (this.hits.length) this.nextHit(1);
    }
    this.count(wanted.length > 0);
  }

  nextHit(by) {
    if (!this.hits.length) return;
    this.hits[this.hit]?.classList.remove("hit-now");
    this.hit = (this.hit + by + this.hits.length) % this.hits.length;
    this.hits[this.hit].classList.add("hit-now");
    this.reveal(this.hits[this.hit]);
    this.count(true);
  }

  count(asked) {
    const place = this.root.querySelector("[data-found]");
    if (!place) return;
    place.textContent = asked ? (this.hits.length ? `${this.hit + 1} of ${this.hits.length}` : "none") : "";
  }

  // ---- filling a field from the page ----

  point(page, event) {
    const sheet = page.querySelector("[data-sheet]");
    const inside = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    return [inside.x / Number(page.dataset.width), inside.y / Number(page.dataset.height)];
  }

  listenOn(page) {
    let from = null;
    let drawn = null;
    const index = Number(page.dataset.page);
    page.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      from = { x: event.clientX, y: event.clientY, at: this.point(page, event) };
      page.setPointerCapture(event.pointerId);
      event.preventDefault(); // the field keeps the focus
    });
    page.addEventListener("pointermove", (event) => {
      if (!from || Math.hypot(event.clientX - from.x, event.clientY - from.y) < DRAG) return;
      drawn?.remove();
      drawn = this.place(page, this.spanned(from.at, this.point(page, event)));
      drawn.setAttribute("class", "ev-drag");
      page.querySelector("[data-sheet]").append(drawn);
    });
    page.addEventListener("pointerup", (event) => {
      if (!from) return;
      const box = this.spanned(from.at, this.point(page, event));
      const dragged = Boolean(drawn);
      drawn?.remove();
      [from, drawn] = [null, null];
      const how = { more: event.shiftKey || event.ctrlKey || event.metaKey, down: event.altKey };
      if (dragged) this.take(index, this.inside(index, box), how);
      else this.take(index, this.under(index, box), how);
    });
    page.addEventListener("pointercancel", () => {
      drawn?.remove();
      [from, drawn] = [null, null];
    });
  }

  spanned(a, b) {
    return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  }

  under(page, [x, y]) {
    return this.words.filter(({ page: on, box }) => on === page && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]).slice(0, 1);
  }

  inside(page, [left, top, right, bottom]) {
    return this.words.filter(({ page: on, box }) => {
      const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
      return on === page && x >= left && x <= right && y >= top && y <= bottom;
    });
  }

  take(page, words, { more, down }) {
    const input = this.field;
    if (!words.length) return;
    if (!input || !input.isConnected) {
      this.say("Choose a field first, then click the word.");
      return;
    }
    if (input.readOnly) return;
    const context = { ...this.context, order: this.context.order || input.form?.dataset.dates || "" };
    const lines = linesOf(words);
    const amounts = ["money", "number", "date"].includes(input.dataset.kind);
    if (lines.length > 1 && input.closest("[data-line]") && (amounts || down)) {
      this.fillDown(input, page, lines, context);
      return;
    }
    const glue = input.matches("textarea") ? "\n" : " ";
    const text = lines.map((line) => line.map((word) => word.text).join(" ")).join(glue);
    if (this.fill(input, more && input.value ? `${input.value} ${text}` : text, context)) this.remember(input, page, around(words));
  }

  /** One cell for each line of the box, from the cell in focus downwards. */
  fillDown(input, page, lines, context) {
    const detail = { input, rows: lines.map((line) => [line.map((word) => word.text).join(" ")]), context, inputs: [] };
    input.closest("[data-lines]").dispatchEvent(new CustomEvent("cells:fill", { detail }));
    detail.inputs.forEach(([cell], at) => cell && this.remember(cell, page, around(lines[at])));
    this.say(`Filled ${detail.inputs.length} lines`);
  }

  fill(input, text, context) {
    let value = taken(text, input.dataset.kind, context);
    if (input instanceof HTMLSelectElement) {
      const option = [...input.options].find((one) => [one.value, one.text].some((name) => name.toLocaleLowerCase() === text.toLocaleLowerCase()));
      if (!option) {
        this.say(`“${text}” is not one of the choices.`);
        return false;
      }
      value = option.value;
    }
    input.dispatchEvent(new CustomEvent("field:filling", { bubbles: true }));
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
    this.say(`Filled with ${value}`);
    return true;
  }

  remember(input, page, box) {
    this.boxOf(input)?.remove();
    const rect = this.place(this.pages[page], box);
    rect.setAttribute("class", input === this.field ? "ev ev-now" : "ev");
    rect.dataset.path = input.dataset.at || input.dataset.path;
    this.pages[page].querySelector("[data-sheet]").append(rect);
    this.write(input, page, box);
  }

  write(input, page, box) {
    const name = `_evidence.${input.dataset.path}`;
    let hidden = input.form?.elements.namedItem(name);
    if (!hidden && input.form) {
      hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = name;
      input.after(hidden);
    }
    if (!hidden) return;
    hidden.value = JSON.stringify({ page, box: box.map((part) => Math.round(Math.min(Math.max(part, 0), 1) * 1e5) / 1e5) });
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Cells that moved take the places along where their values stand. */
  takeAlong(inputs) {
    for (const input of inputs) {
      const rect = this.boxOf(input);
      const page = rect?.closest("[data-page]");
      if (!page) continue;
      const [width, height] = [Number(page.dataset.width), Number(page.dataset.height)];
      const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
      this.write(input, Number(page.dataset.page), [x / width, y / height, (x + w) / width, (y + h) / height]);
    }
  }
}

function start() {
  for (const root of document.querySelectorAll("[data-viewer]:not([data-viewer-ready])")) {
    root.dataset.viewerReady = "";
    const viewer = new Viewer(root);
    if (document.activeElement?.matches("[data-path]")) viewer.show(document.activeElement);
  }
}

start();
document.addEventListener("htmx:afterSettle", start);
