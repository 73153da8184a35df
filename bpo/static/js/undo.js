// Ctrl+Z takes back the last change of a field, also one made by a click on the document.
//
// <form data-undo>       remembers changes of its [data-path] fields
// <button data-undo-last data-key="…">   does the same by hand
// While the focused field holds typing that is not finished yet, the browser's own undo is left alone.

const MOST = 200;
const stacks = new WeakMap();
const before = new WeakMap();

const stackOf = (form) => {
  if (!stacks.has(form)) stacks.set(form, []);
  return stacks.get(form);
};

document.addEventListener("focusin", (event) => {
  if (event.target.matches("form[data-undo] [data-path]")) before.set(event.target, event.target.value);
});

// A script that is about to fill a field says so, so that the change can be taken back.
document.addEventListener("field:filling", (event) => {
  if (!before.has(event.target)) before.set(event.target, event.target.value);
});

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches("form[data-undo] [data-path]")) return;
  const old = before.get(input);
  if (old === undefined || old === input.value) return;
  const stack = stackOf(input.form);
  stack.push({ name: input.name, value: old });
  if (stack.length > MOST) stack.shift();
  before.set(input, input.value);
});

function takeBack(form) {
  const last = stackOf(form).pop();
  if (!last) return false;
  const input = form.elements.namedItem(last.name);
  if (!input) return takeBack(form);
  input.value = last.value;
  before.set(input, last.value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "z") return;
  const form = document.querySelector("form[data-undo]");
  if (!form) return;
  const input = document.activeElement;
  if (input?.matches("[data-path]") && before.has(input) && before.get(input) !== input.value) return;
  if (input?.matches("input, textarea") && !form.contains(input)) return;
  if (takeBack(form)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-undo-last]")) return;
  const form = document.querySelector("form[data-undo]");
  if (form) takeBack(form);
});
