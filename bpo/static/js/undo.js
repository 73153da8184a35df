// Ctrl+Z takes back the last change, Ctrl+Y or Ctrl+Shift+Z does it again: of a field, also one made by a click on the
// document, or of a table's rows.
//
// <form data-undo>       remembers changes of its [data-path] fields
// <button data-undo-last data-key="…">, <button data-redo-last …>   do the same by hand
// Events on the form (or within it):
//   "undo:remember" {undo(), redo(), focus}   a change that a script made otherwise
//   "undo:begin", "undo:end"                  what happens between them is one change
//   "field:filling"                           on a field, before a script fills it
// While the focused field holds typing that is not finished yet, the browser's own undo is left alone.

const MOST = 200;
const histories = new WeakMap();
const before = new WeakMap();
let travelling = false;

const historyOf = (form) => {
  if (!histories.has(form)) histories.set(form, { done: [], undone: [], group: null });
  return histories.get(form);
};

const formOf = (event) => event.target.closest?.("form[data-undo]");

function push(form, step) {
  const history = historyOf(form);
  if (history.group) {
    history.group.push(step);
    return;
  }
  history.done.push([step]);
  if (history.done.length > MOST) history.done.shift();
  history.undone.length = 0;
}

function set(input, value) {
  input.value = value;
  before.set(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("form[data-undo] [data-path]")) before.set(event.target, event.target.value);
});

document.addEventListener("field:filling", (event) => {
  if (!before.has(event.target)) before.set(event.target, event.target.value);
});

document.addEventListener("change", (event) => {
  const input = event.target;
  if (travelling || !input.matches("form[data-undo] [data-path]")) return;
  const [old, now] = [before.get(input), input.value];
  if (old === undefined || old === now) return;
  before.set(input, now);
  push(input.form, { undo: () => set(input, old), redo: () => set(input, now), focus: input });
});

document.addEventListener("undo:remember", (event) => {
  const form = formOf(event);
  if (form && !travelling) push(form, event.detail);
});

document.addEventListener("undo:begin", (event) => {
  const form = formOf(event);
  if (form) historyOf(form).group = [];
});

document.addEventListener("undo:end", (event) => {
  const form = formOf(event);
  if (!form) return;
  const history = historyOf(form);
  const steps = history.group || [];
  history.group = null;
  if (!steps.length) return;
  history.done.push(steps);
  history.undone.length = 0;
});

function travel(form, back) {
  const history = historyOf(form);
  const steps = (back ? history.done : history.undone).pop();
  if (!steps) return false;
  travelling = true;
  for (const step of back ? [...steps].reverse() : steps) (back ? step.undo : step.redo)();
  travelling = false;
  (back ? history.undone : history.done).push(steps);
  const focus = steps.map((step) => step.focus).find((input) => input?.isConnected);
  if (focus) focus.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const back = key === "z" && !event.shiftKey;
  const again = (key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey);
  const form = document.querySelector("form[data-undo]");
  if (!form || !(back || again)) return;
  const input = document.activeElement;
  if (input?.matches("[data-path]") && before.has(input) && before.get(input) !== input.value) return;
  if (input?.matches("input, textarea") && !form.contains(input)) return;
  if (travel(form, back)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const form = document.querySelector("form[data-undo]");
  if (!form) return;
  if (event.target.closest("[data-undo-last]")) travel(form, true);
  if (event.target.closest("[data-redo-last]")) travel(form, false);
});
