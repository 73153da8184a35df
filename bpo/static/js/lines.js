// The table editor: rows of a form's table by keyboard, and cells from a spreadsheet or from the page.
//
// section[data-lines=path] with [data-line-body], [data-line-template] (a row with names path.__i__.column),
//   [data-line=index] rows of [data-path] cells, [data-line-no], [data-remove-line], [data-line-count]
// [data-add-line]                                  adds a line below the current one
// [data-line-act=above|copy|up|down|fill|fill-all|remove]   acts on the line that had the focus last
// With data-fixed the rows are questions: none is added, moved or taken away, and filling down is left.
// Arrow keys go from cell to cell; a cell's caret moves first. Text with tabs or line ends is pasted over many cells.
//
// Events: "lines:want" {rows} makes it so many rows; "cells:fill" {input, rows: [[text]], context, inputs} fills from a
// cell on and answers in `inputs` (rows of them); "lines:changed" is sent when rows came, went or moved;
// "places:wanted" {inputs} when cells moved, so that their places on the page go along.
// A cell keeps in data-at the name it came with: by that the page knows its box wherever the row goes.

import { dayOrder } from "./dates.js";
import { cellsOf, decimalMark, taken } from "./printed.js";

const current = new WeakMap();
let made = 0;

const bodyOf = (lines) => lines.querySelector("[data-line-body]");
const rowsOf = (lines) => [...bodyOf(lines).children];
const cellsIn = (row) => [...row.querySelectorAll("[data-path]")];
// A table that is only shown keeps the keys that move about in it.
const shut = (lines) => Boolean(lines.querySelector("input[data-path]")?.readOnly);
const columnOf = (cell) => cellsIn(cell.closest("[data-line]")).indexOf(cell);

function enter(cell) {
  if (!cell) return;
  cell.focus();
  if (cell.select) cell.select();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function tell(lines) {
  lines.dispatchEvent(new Event("input", { bubbles: true }));
  lines.dispatchEvent(new CustomEvent("lines:changed", { bubbles: true }));
}

// ---- rows ----

function number(lines) {
  const path = lines.dataset.lines;
  const moved = [];
  rowsOf(lines).forEach((row, at) => {
    row.dataset.line = String(at);
    row.querySelector("[data-line-no]").textContent = String(at + 1);
    row.querySelector("[data-remove-line]").setAttribute("aria-label", `Remove line ${at + 1}`);
    for (const cell of cellsIn(row)) {
      const name = `${path}.${at}.${cell.name.slice(cell.name.lastIndexOf(".") + 1)}`;
      cell.dataset.at ||= cell.name;
      if (cell.name === name) continue;
      for (const place of row.querySelectorAll(`[name="${CSS.escape(`_evidence.${cell.name}`)}"]`)) place.name = `_evidence.${name}`;
      const box = row.querySelector(`[data-confirm-path="${CSS.escape(cell.name)}"]`);
      if (box) [box.value, box.dataset.confirmPath] = [name, name];
      [cell.name, cell.dataset.path, cell.id] = [name, name, `f-${name.replaceAll(".", "-")}`];
      cell.setAttribute("aria-label", `${cell.getAttribute("aria-label").replace(/, line \d+$/, "")}, line ${at + 1}`);
      moved.push(cell);
    }
  });
  const count = lines.querySelector("[data-line-count]");
  const rows = rowsOf(lines).length;
  if (count) count.textContent = rows === 1 ? "1 line" : `${rows} lines`;
  if (moved.length) lines.dispatchEvent(new CustomEvent("places:wanted", { bubbles: true, detail: { inputs: moved } }));
}

function fresh(lines) {
  const holder = document.createElement("tbody");
  made += 1;
  holder.innerHTML = lines.querySelector("[data-line-template]").innerHTML.replaceAll("__i__", `new-${made}`);
  return holder.firstElementChild;
}

function arrange(lines, rows) {
  bodyOf(lines).replaceChildren(...rows);
  number(lines);
  tell(lines);
}

/** New order of rows, as one change that can be taken back. */
function change(lines, rows, focus) {
  const before = rowsOf(lines);
  arrange(lines, rows);
  lines.dispatchEvent(
    new CustomEvent("undo:remember", {
      bubbles: true,
      detail: { undo: () => arrange(lines, before), redo: () => arrange(lines, rows), focus },
    }),
  );
  enter(focus);
}

function insert(lines, row, after) {
  const rows = rowsOf(lines);
  const at = row ? rows.indexOf(row) + (after ? 1 : 0) : rows.length;
  const added = fresh(lines);
  change(lines, rows.toSpliced(at, 0, added), cellsIn(added)[0]);
}

function copy(lines, row) {
  const added = fresh(lines);
  const from = cellsIn(row);
  cellsIn(added).forEach((cell, at) => (cell.value = from[at].value));
  const rows = rowsOf(lines);
  change(lines, rows.toSpliced(rows.indexOf(row) + 1, 0, added), cellsIn(added)[0]);
}

function remove(lines, row, column = 0) {
  const rows = rowsOf(lines);
  const at = rows.indexOf(row);
  const left = rows.toSpliced(at, 1);
  const near = left[Math.min(at, left.length - 1)];
  change(lines, left, near ? cellsIn(near)[column] : null);
  if (!near) lines.querySelector("[data-add-line]").focus();
}

function move(lines, row, by, cell) {
  const rows = rowsOf(lines);
  const at = rows.indexOf(row);
  const to = at + by;
  if (to < 0 || to >= rows.length) return;
  change(lines, rows.toSpliced(at, 1).toSpliced(to, 0, row), cell);
}

// ---- cells ----

function put(cell, value) {
  if (cell instanceof HTMLSelectElement) {
    const wanted = value.trim().toLocaleLowerCase();
    const option = [...cell.options].find((one) => [one.value, one.text].some((name) => name.toLocaleLowerCase() === wanted));
    if (!option) return;
    value = option.value;
  }
  if (cell.value === value) return;
  cell.dispatchEvent(new CustomEvent("field:filling", { bubbles: true }));
  cell.value = value;
  cell.dispatchEvent(new Event("input", { bubbles: true }));
  cell.dispatchEvent(new Event("change", { bubbles: true }));
}

function together(lines, work) {
  lines.dispatchEvent(new CustomEvent("undo:begin", { bubbles: true }));
  work();
  lines.dispatchEvent(new CustomEvent("undo:end", { bubbles: true }));
}

/** Texts over the cells from one on, to the right and down; rows are added as needed. The cells filled, by rows. */
function spread(lines, cell, texts, context) {
  const column = columnOf(cell);
  const first = rowsOf(lines).indexOf(cell.closest("[data-line]"));
  const filled = [];
  together(lines, () => {
    const lack = first + texts.length - rowsOf(lines).length;
    if (lack > 0 && "fixed" in lines.dataset) texts = texts.slice(0, -lack);
    else if (lack > 0) {
      const rows = rowsOf(lines);
      change(lines, [...rows, ...Array.from({ length: lack }, () => fresh(lines))], cell);
    }
    const rows = rowsOf(lines);
    texts.forEach((values, down) => {
      const cells = cellsIn(rows[first + down]).slice(column, column + values.length);
      cells.forEach((each, right) => put(each, taken(values[right], each.dataset.kind, context)));
      filled.push(cells);
    });
  });
  enter(cell);
  return filled;
}

function fillDown(lines, cell, whole) {
  const rows = rowsOf(lines);
  const at = rows.indexOf(cell.closest("[data-line]"));
  const column = columnOf(cell);
  together(lines, () => {
    if (whole) rows.slice(at + 1).forEach((row) => put(cellsIn(row)[column], cell.value));
    else if (at > 0) put(cell, cellsIn(rows[at - 1])[column].value);
  });
  if (!whole) enter(rows[at + 1] ? cellsIn(rows[at + 1])[column] : cell);
}

// ---- keys and buttons ----

function act(lines, name) {
  if (shut(lines) || ("fixed" in lines.dataset && !name.startsWith("fill"))) return undefined;
  const cell = current.get(lines);
  const row = cell?.isConnected ? cell.closest("[data-line]") : null;
  if (name === "add") return insert(lines, row, true);
  if (!row) return undefined;
  const does = {
    above: () => insert(lines, row, false),
    copy: () => copy(lines, row),
    up: () => move(lines, row, -1, cell),
    down: () => move(lines, row, 1, cell),
    fill: () => fillDown(lines, cell, false),
    "fill-all": () => fillDown(lines, cell, true),
    remove: () => remove(lines, row, columnOf(cell)),
  };
  return does[name]?.();
}

function named(event) {
  const [alt, ctrl, shift] = [event.altKey, event.ctrlKey || event.metaKey, event.shiftKey];
  if (alt && !ctrl) {
    if (event.code === "KeyL") return shift ? "above" : "add";
    if (event.code === "KeyD" && !shift) return "copy";
    if (event.key === "ArrowUp" && !shift) return "up";
    if (event.key === "ArrowDown" && !shift) return "down";
    if (event.key === "Delete" && !shift) return "remove";
  }
  if (ctrl && !alt && event.code === "KeyD") return shift ? "fill-all" : "fill";
  return "";
}

function aside(cell, by) {
  const cells = cellsIn(cell.closest("[data-line]"));
  const row = cell.closest("[data-line]");
  const next = cells[cells.indexOf(cell) + by];
  if (next) return next;
  const other = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  return other ? cellsIn(other).at(by > 0 ? 0 : -1) : null;
}

function beyond(event, cell) {
  const text = cell.matches("input, textarea");
  const whole = text && cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  const row = cell.closest("[data-line]");
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    if (!cell.matches("input") && !event.ctrlKey) return null;
    const other = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
    return other ? cellsIn(other)[columnOf(cell)] : null;
  }
  if (event.key === "ArrowLeft" && (!text || whole || cell.selectionEnd === 0)) return aside(cell, -1);
  if (event.key === "ArrowRight" && (!text || whole || cell.selectionStart === cell.value.length)) return aside(cell, 1);
  return null;
}

function pressed(event) {
  const lines = event.currentTarget;
  const cell = event.target.closest("[data-line] [data-path]");
  if (!cell || event.defaultPrevented || event.isComposing) return;
  const name = named(event);
  if (name) {
    event.preventDefault();
    act(lines, name);
    return;
  }
  if (event.altKey || event.shiftKey || event.metaKey || (event.ctrlKey && cell.matches("input"))) return;
  const next = event.key.startsWith("Arrow") ? beyond(event, cell) : null;
  if (!next) return;
  event.preventDefault();
  enter(next);
}

function pasted(event) {
  const cell = event.target.closest("[data-line] [data-path]");
  const text = event.clipboardData?.getData("text/plain") || "";
  if (!cell || shut(event.currentTarget) || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const rows = cellsOf(text);
  const all = rows.flat();
  spread(event.currentTarget, cell, rows, { mark: decimalMark(all), order: dayOrder(all) || cell.form?.dataset.dates || "" });
}

function clicked(event) {
  const lines = event.currentTarget;
  const gone = event.target.closest("[data-remove-line]");
  const does = event.target.closest("[data-line-act]");
  if (gone && !shut(lines)) remove(lines, gone.closest("[data-line]"));
  else if (does) act(lines, does.dataset.lineAct);
  else if (event.target.closest("[data-add-line]")) act(lines, "add");
}

function ready(lines) {
  lines.dataset.linesReady = "";
  lines.addEventListener("keydown", pressed);
  lines.addEventListener("paste", pasted);
  lines.addEventListener("click", clicked);
  lines.addEventListener("focusin", (event) => event.target.matches("[data-line] [data-path]") && current.set(lines, event.target));
  lines.addEventListener("lines:want", (event) => {
    if ("fixed" in lines.dataset) return;
    const rows = rowsOf(lines).slice(0, event.detail.rows);
    while (rows.length < event.detail.rows) rows.push(fresh(lines));
    arrange(lines, rows);
  });
  lines.addEventListener("cells:fill", (event) => {
    event.detail.inputs = spread(lines, event.detail.input, event.detail.rows, event.detail.context);
  });
  // Places that came with a draft go where their cells are, so that they move along.
  for (const place of lines.closest("form")?.querySelectorAll(`[name^="_evidence.${CSS.escape(lines.dataset.lines)}."]`) || []) {
    const cell = lines.querySelector(`[data-path="${CSS.escape(place.name.slice("_evidence.".length))}"]`);
    if (cell) cell.after(place);
  }
}

function start() {
  document.querySelectorAll("[data-lines]:not([data-lines-ready])").forEach(ready);
}

start();
document.addEventListener("htmx:afterSettle", start);
