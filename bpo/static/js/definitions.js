// The editor of a work type. Without this script everything is typed and saved by buttons; with it
//
// form[data-def][data-look]     what is typed is looked at as one types: [data-def-problems], [data-def-screen] follow
// select[data-draw-field]       the field whose box is drawn on svg[data-draw-page]; its edges go into the inputs
//   [data-edge=page|left|top|right|bottom] of [data-def-field=number], in per cent of the page

const form = document.querySelector("form[data-def]");
const chosen = document.querySelector("[data-draw-field]");
const pages = [...document.querySelectorAll("[data-draw-page]")];
const EDGES = ["left", "top", "right", "bottom"];
const PAUSE = 500;

// ---- what it would look like ----

const problems = document.querySelector("[data-def-problems]");
const screen = document.querySelector("[data-def-screen]");
let waiting = 0;
let asked = 0;

function say(texts) {
  problems.replaceChildren();
  if (!texts.length) return;
  const note = document.createElement("div");
  note.className = "note note-warn";
  note.textContent = texts.join(" ");
  problems.append(note);
}

async function look() {
  const turn = ++asked;
  try {
    const answer = await fetch(form.dataset.look, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (!answer.ok || turn !== asked) return;
    const found = await answer.json();
    say(found.problems);
    if (found.screen) screen.innerHTML = found.screen;
  } catch {
    // away for a moment: the next key tries again, and saving says what is wrong
  }
}

// ---- places ----

const rowOf = (number) => form.querySelector(`[data-def-field="${number}"]`);
const edge = (number, name) => rowOf(number)?.querySelector(`[data-edge="${name}"]`);

function boxOf(number) {
  const texts = EDGES.map((name) => edge(number, name)?.value.trim() ?? "");
  const values = texts.map((text) => Number(text.replace(",", ".")) / 100);
  if (texts.some((text) => !text) || values.some(Number.isNaN)) return null;
  return { page: Math.max(Number(edge(number, "page").value || 1) - 1, 0), values };
}

function rect(values, page, kind) {
  const { width, height } = page.viewBox.baseVal;
  const [left, top, right, bottom] = values;
  const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const put = { x: left * width, y: top * height, width: Math.max(right - left, 0) * width, height: Math.max(bottom - top, 0) * height };
  for (const [name, value] of Object.entries(put)) made.setAttribute(name, value.toFixed(1));
  if (kind) made.setAttribute("data-chosen", "");
  return made;
}

function draw() {
  for (const page of pages) page.querySelector("[data-draw-boxes]").replaceChildren();
  for (const row of form.querySelectorAll("[data-def-field]")) {
    const number = row.dataset.defField;
    const box = boxOf(number);
    const page = box && pages[box.page];
    if (page) page.querySelector("[data-draw-boxes]").append(rect(box.values, page, number === chosen.value));
  }
}

const round = (share) => (Math.min(Math.max(share, 0), 1) * 100).toFixed(2);

function keep(page, values) {
  edge(chosen.value, "page").value = String(Number(page.dataset.drawPage) + 1);
  EDGES.forEach((name, at) => {
    edge(chosen.value, name).value = round(values[at]);
  });
  rowOf(chosen.value).querySelector("details").open = true;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function pointOn(page, event) {
  const place = page.getBoundingClientRect();
  return [(event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height];
}

function begin(page, event) {
  if (event.button !== 0 || !rowOf(chosen.value)) return;
  event.preventDefault();
  page.setPointerCapture(event.pointerId);
  const from = pointOn(page, event);
  const now = (later) => {
    const to = pointOn(page, later);
    return [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
  };
  const move = (later) => {
    draw();
    page.querySelector("[data-draw-boxes]").append(rect(now(later), page, true));
  };
  const end = (later) => {
    page.removeEventListener("pointermove", move);
    const values = now(later);
    if (values[2] - values[0] > 0.004 && values[3] - values[1] > 0.004) keep(page, values);
    draw();
  };
  page.addEventListener("pointermove", move);
  page.addEventListener("pointerup", end, { once: true });
}

if (form) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
    if (chosen) draw();
  });
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-def-field]");
    if (!row || !chosen) return;
    chosen.value = row.dataset.defField;
    draw();
  });
}
if (chosen) {
  chosen.addEventListener("change", draw);
  for (const page of pages) page.addEventListener("pointerdown", (event) => begin(page, event));
  draw();
}
