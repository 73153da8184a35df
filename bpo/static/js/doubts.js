// The doubtful fields: which are left, and how they are settled.
//
// [data-doubt]                   an input to look at; [data-confirm-path=path] is its "as read" checkbox
// [data-doubt-row]               what is marked as current while its input has the focus
// [data-next-doubt], [data-previous-doubt]   buttons that go to the next doubtful field that is not settled, or back
// [data-not-there]               empties the field that had the focus last: it is not on the document
// [data-take-proven]             takes as read what stands in a sum that holds (event "sums:proved", js/arithmetic.js)
// [data-doubts-left]             says how many are left
// [data-asked-by="CODE …"]       on a doubtful input: the findings that alone make it doubtful (templates/workqueue/_findings.html)
// Enter in a doubtful field accepts it as it stands and goes on to the next; in other fields it goes to the next
// field, so that it never sends the form by accident. Shift+Enter goes back. Changing a field settles it too.

import { isoDate } from "./dates.js";
import { parse, plain } from "./decimal.js";

const confirmBox = (input) =>
  input.form && input.form.querySelector(`[data-confirm-path="${CSS.escape(input.dataset.path)}"]`);

// What only findings make doubtful ([data-asked-by], their codes) is settled by saying why each may stand, too.
const asking = (input) => (input.dataset.askedBy || "").split(" ").filter(Boolean);
const finding = (code) => document.querySelector(`[data-finding="${CSS.escape(code)}"]`);
const reasonFor = (code) => finding(code)?.querySelector("[data-reasons]");
const answered = (input) => asking(input).length > 0 && asking(input).every((code) => reasonFor(code)?.value.trim());

const settled = (input) => {
  const box = confirmBox(input);
  return (box ? box.checked : "settled" in input.dataset) || answered(input);
};

// To take a field as read answers a finding that asks nothing else ([data-as-read=path]), by its first usual reason.
function answer(input) {
  for (const one of document.querySelectorAll(`[data-as-read="${CSS.escape(input.dataset.path)}"]`)) {
    const reason = one.querySelector("[data-reasons]");
    const usual = one.querySelector("[data-reason]");
    if (!usual || reason.value.trim()) continue;
    reason.value = usual.dataset.reason;
    reason.dispatchEvent(new Event("input", { bubbles: true }));
    reason.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

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
  offer();
}

function focus(input) {
  input.focus();
  if (input.select) input.select();
  input.scrollIntoView({ block: "nearest" });
}

function nextDoubt(from, backwards = false) {
  const open = doubts().filter((input) => !settled(input) || input === from);
  if (backwards) open.reverse();
  const way = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const at = from?.isConnected ? open.findIndex((input) => from.compareDocumentPosition(input) & way) : 0;
  const others = at < 0 ? open : [...open.slice(at), ...open.slice(0, at)];
  const next = others.find((input) => !settled(input));
  if (next) focus(next);
  return Boolean(next);
}

function fieldBeside(from, by) {
  const fields = [...from.form.querySelectorAll("[data-path]")].filter((input) => input.getClientRects().length);
  const next = fields[fields.indexOf(from) + by];
  if (next) focus(next);
  else if (by > 0) document.querySelector(`[form="${from.form.id}"].btn-main`)?.focus();
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
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!input.matches("input[data-path], select[data-path]")) return;
  event.preventDefault();
  if (event.shiftKey) {
    fieldBeside(input, -1);
    return;
  }
  if (input.matches("[data-doubt]")) {
    settle(input);
    answer(input);
    if (nextDoubt(input)) return;
  }
  if (input.matches("[data-reasons]") && nextDoubt(input)) return;
  fieldBeside(input, 1);
});

function tidy(input) {
  if (["money", "number"].includes(input.dataset.kind) && !parse(input.value)) {
    const value = plain(input.value);
    if (value !== null) input.value = value;
  }
  if (input.dataset.kind === "date") {
    const day = isoDate(input.value);
    if (day) input.value = day;
  }
}

// Before others look at the field (js/undo.js): what it holds then is what it keeps.
document.addEventListener("change", (event) => event.target.matches("[data-path]") && tidy(event.target), true);

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-confirm-path]")) draw();
  if (event.target.matches("[data-doubt]")) settle(event.target);
});

function notThere() {
  const input = lastField;
  if (!input?.isConnected) return;
  if (input.value !== "") {
    input.dispatchEvent(new CustomEvent("field:filling", { bubbles: true }));
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (input.matches("[data-doubt]")) {
    settle(input);
    if (nextDoubt(input)) return;
  }
  fieldBeside(input, 1);
}

// ---- what the arithmetic proves ----

let proved = new Set();

const provable = () => doubts().filter((input) => !settled(input) && input.value && proved.has(input.dataset.path));

function offer() {
  const count = provable().length;
  for (const button of document.querySelectorAll("[data-take-proven]")) button.hidden = count === 0;
}

document.addEventListener("sums:proved", (event) => {
  proved = event.detail.paths;
  offer();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-next-doubt]")) nextDoubt(lastField);
  if (event.target.closest("[data-previous-doubt]")) nextDoubt(lastField, true);
  if (event.target.closest("[data-not-there]")) notThere();
  if (event.target.closest("[data-take-proven]")) {
    for (const input of provable()) settle(input);
    nextDoubt(lastField);
  }
});

document.addEventListener("lines:changed", draw);
document.addEventListener("draft:restored", draw);
document.addEventListener("findings:shown", draw);
document.addEventListener("input", (event) => event.target.matches("[data-reasons]") && draw());

function start() {
  draw();
  const first = doubts().find((input) => !settled(input));
  if (first && (document.activeElement === document.body || !document.activeElement)) focus(first);
}

start();
document.addEventListener("htmx:afterSettle", start);
