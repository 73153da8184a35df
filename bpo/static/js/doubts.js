// The doubtful fields, and whether the lines add up.
//
// [data-doubt]                   an input to look at; [data-confirm-path=path] is its "as read" checkbox
// [data-doubt-row]               what is marked as current while its input has the focus
// [data-next-doubt]              a button (key F8) that goes to the next doubtful field that is not settled
// [data-doubts-left]             says how many are left
// Enter in a doubtful field accepts it as it stands and goes on to the next; in other fields it goes to the next
// field, so that it never sends the form by accident. Changing a field settles it too.
//
// [data-lines=path] with [data-line-body], [data-line-template] (rows with names path.__i__.column), [data-add-line],
//   [data-remove-line]; event "lines:want" {rows} makes sure there are so many
// data-sums on it, JSON: {"quantity", "price", "net"} name columns, {"total_lines", "total_net", "total_vat", "total_gross"}
//   name fields. [data-line-check] in a row and [data-sum] get the verdicts. Amounts are exact decimals (decimal.js).

import { absolute, add, isNegative, isoDate, isZero, multiply, parse, plain, rescale, show, subtract } from "./decimal.js";

const confirmBox = (input) =>
  input.form && input.form.querySelector(`[data-confirm-path="${CSS.escape(input.dataset.path)}"]`);

const settled = (input) => {
  const box = confirmBox(input);
  return box ? box.checked : "settled" in input.dataset;
};

const doubts = () => [...document.querySelectorAll("[data-doubt]")];

function settle(input, on = true) {
  const box = confirmBox(input);
  if (box) {
    if (box.checked !== on) {
      box.checked = on;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  } else if (on) input.dataset.settled = "";
  draw();
}

function draw() {
  const left = doubts().filter((input) => !settled(input)).length;
  for (const place of document.querySelectorAll("[data-doubts-left]")) {
    const text = left ? `${left} left` : "All checked";
    if (place.textContent !== text) place.textContent = text;
    place.classList.toggle("count-due", left > 0);
    place.classList.toggle("count-ok", left === 0);
  }
  for (const input of doubts()) {
    const done = settled(input);
    input.classList.toggle("input-doubt", !done);
    const row = input.closest("[data-doubt-row], tr");
    if (row && row.matches("tr")) {
      row.classList.toggle("row-doubt", [...row.querySelectorAll("[data-doubt]")].some((other) => !settled(other)));
    } else if (row) row.classList.toggle("is-settled", done);
  }
}

function focus(input) {
  input.focus();
  if (input.select) input.select();
  input.scrollIntoView({ block: "nearest" });
}

function nextDoubt(from, backwards = false) {
  const open = doubts().filter((input) => !settled(input) || input === from);
  if (backwards) open.reverse();
  const at = open.indexOf(from);
  const others = at < 0 ? open : [...open.slice(at + 1), ...open.slice(0, at)];
  const next = others.find((input) => !settled(input));
  if (next) focus(next);
  return Boolean(next);
}

function nextField(from) {
  const fields = [...from.form.querySelectorAll("[data-path]")].filter((input) => input.getClientRects().length);
  const next = fields[fields.indexOf(from) + 1];
  if (next) focus(next);
  else document.querySelector(`[form="${from.form.id}"].btn-main`)?.focus();
}

let lastField = null;

document.addEventListener("focusin", (event) => {
  if (!event.target.matches("[data-path]")) return;
  lastField = event.target;
  document.querySelectorAll("[data-doubt-row][aria-current]").forEach((row) => row.removeAttribute("aria-current"));
  event.target.closest("[data-doubt-row]")?.setAttribute("aria-current", "true");
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (event.key === "F8" && event.shiftKey) {
    event.preventDefault();
    nextDoubt(lastField, true);
    return;
  }
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!input.matches("input[data-path], select[data-path]")) return;
  event.preventDefault();
  if (input.matches("[data-doubt]")) {
    settle(input);
    if (nextDoubt(input)) return;
  }
  nextField(input);
});

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("[data-confirm-path]")) draw();
  if (!input.matches("[data-path]")) return;
  if (["money", "number"].includes(input.dataset.kind) && !parse(input.value)) {
    const tidy = plain(input.value);
    if (tidy !== null) input.value = tidy;
  }
  if (input.dataset.kind === "date") {
    const iso = isoDate(input.value);
    if (iso) input.value = iso;
  }
  if (input.matches("[data-doubt]")) settle(input);
  arithmetic();
});

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-path]")) arithmetic();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-next-doubt]")) nextDoubt(lastField);
  const add = event.target.closest("[data-add-line]");
  if (add) addLine(add.closest("[data-lines]"), true);
  const remove = event.target.closest("[data-remove-line]");
  if (remove) removeLine(remove.closest("[data-lines]"), remove.closest("[data-line]"));
});

// ---- lines ----

function addLine(lines, enter) {
  const body = lines.querySelector("[data-line-body]");
  const index = body.children.length;
  const holder = document.createElement("tbody");
  holder.innerHTML = lines.querySelector("[data-line-template]").innerHTML.replaceAll("__i__", String(index));
  const row = holder.firstElementChild;
  body.append(row);
  number(lines);
  if (enter) focus(row.querySelector("[data-path]"));
  row.querySelector("[data-path]").dispatchEvent(new Event("input", { bubbles: true }));
}

function removeLine(lines, row) {
  const near = row.nextElementSibling || row.previousElementSibling;
  row.remove();
  number(lines);
  const target = near ? near.querySelector("[data-path]") : lines.querySelector("[data-add-line]");
  target.focus();
  target.dispatchEvent(new Event("input", { bubbles: true }));
  draw();
  arithmetic();
}

function number(lines) {
  const path = lines.dataset.lines;
  const rows = [...lines.querySelectorAll("[data-line]")];
  const own = new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\.\\d+\\.`);
  rows.forEach((row, index) => {
    row.dataset.line = String(index);
    row.querySelector("[data-line-no]").textContent = String(index + 1);
    row.querySelector("[data-remove-line]").setAttribute("aria-label", `Remove line ${index + 1}`);
    for (const input of row.querySelectorAll("[data-path]")) {
      const name = input.name.replace(own, `${path}.${index}.`);
      input.name = name;
      input.dataset.path = name;
      input.id = `f-${name.replaceAll(".", "-")}`;
      const label = input.getAttribute("aria-label").replace(/, line \d+$/, "");
      input.setAttribute("aria-label", `${label}, line ${index + 1}`);
    }
    for (const box of row.querySelectorAll("[data-confirm-path]")) {
      box.value = box.value.replace(own, `${path}.${index}.`);
      box.dataset.confirmPath = box.value;
    }
  });
  const count = lines.querySelector("[data-line-count]");
  if (count) count.textContent = rows.length === 1 ? "1 line" : `${rows.length} lines`;
}

// ---- arithmetic ----

function amount(scope, path) {
  const input = scope.querySelector(`[data-path="${CSS.escape(path)}"]`);
  return input && input.value.trim() ? parse(input.value) : null;
}

function off(by) {
  return `${show(absolute(by))} ${isNegative(by) ? "less" : "more"}`;
}

function mark(kind, text) {
  const span = document.createElement("span");
  span.className = kind === "ok" ? "clock clock-ok" : "clock clock-late";
  span.textContent = text;
  return span;
}

function checkLine(row, base, sums) {
  const place = row.querySelector("[data-line-check]");
  const quantity = amount(row, `${base}.${sums.quantity}`);
  const price = amount(row, `${base}.${sums.price}`);
  const net = amount(row, `${base}.${sums.net}`);
  if (!place || !quantity || !price || !net) return net;
  const product = rescale(multiply(quantity, price), Math.max(net.scale, 2));
  const by = subtract(net, product);
  const unsure = [...row.querySelectorAll("[data-doubt]")].some((input) => !settled(input));
  if (!isZero(by)) place.replaceChildren(mark("bad", off(by)));
  else if (!unsure || !place.querySelector(".clock-risk")) place.replaceChildren(mark("ok", "adds up"));
  return net;
}

function part(text, value) {
  const span = document.createElement("span");
  const strong = document.createElement("strong");
  strong.textContent = value;
  span.append(`${text} `, strong);
  return span;
}

function verdicts(sum, stated, net, vat, gross) {
  const found = [];
  // Where the sum of the lines is stated, discounts and charges lie between it and the net.
  const aim = stated || net;
  if (sum && aim) {
    const [name, by] = [stated ? "Sum of lines" : "Net", subtract(aim, sum)];
    found.push(isZero(by) ? ["ok", `Lines add up to ${name.toLowerCase()}`] : ["bad", `${name} says ${show(aim)}: ${off(by)} than the lines`]);
  }
  if (net && vat && gross) {
    const by = subtract(gross, add(net, vat));
    found.push(isZero(by) ? ["ok", "Net and VAT add up to gross"] : ["bad", `Gross says ${show(gross)}: ${off(by)}`]);
  }
  return found;
}

function arithmetic() {
  for (const lines of document.querySelectorAll("[data-sums]")) {
    const sums = JSON.parse(lines.dataset.sums);
    const rows = [...lines.querySelectorAll("[data-line]")];
    const nets = rows.map((row) => checkLine(row, `${lines.dataset.lines}.${row.dataset.line}`, sums));
    const whole = nets.length && nets.every(Boolean);
    const sum = whole ? nets.reduce(add) : null;
    const form = lines.closest("form") || document;
    const [net, vat, gross] = ["total_net", "total_vat", "total_gross"].map((name) => sums[name] && amount(form, sums[name]));
    const stated = sums.total_lines ? amount(form, sums.total_lines) : null;
    const place = lines.querySelector("[data-sum]");
    if (!place) continue;
    const pieces = [];
    if (sum) pieces.push(part("Lines", show(sum)));
    if (net) pieces.push(part(sum ? "· net" : "Net", show(net)));
    if (vat) pieces.push(part("+ VAT", show(vat)));
    if (net && vat) pieces.push(part("=", show(add(net, vat))));
    const found = verdicts(sum, stated, net, vat, gross);
    if (rows.length && !whole) found.push(["bad", "A line has no readable net amount"]);
    const wrong = found.filter(([kind]) => kind === "bad");
    for (const [kind, text] of wrong.length ? wrong : found.slice(-1)) pieces.push(mark(kind, text));
    const before = place.textContent;
    const holder = document.createElement("div");
    holder.append(...pieces);
    if (holder.textContent !== before) place.replaceChildren(...holder.childNodes);
  }
}

function start() {
  for (const lines of document.querySelectorAll("[data-lines]:not([data-lines-ready])")) {
    lines.dataset.linesReady = "";
    lines.addEventListener("lines:want", (event) => {
      while (lines.querySelectorAll("[data-line]").length < event.detail.rows) addLine(lines, false);
    });
  }
  draw();
  arithmetic();
  const first = doubts().find((input) => !settled(input));
  if (first && (document.activeElement === document.body || !document.activeElement)) focus(first);
}

start();
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("draft:restored", () => {
  draw();
  arithmetic();
});
