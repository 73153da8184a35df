// The keyboard: every key that exists is written on what it does.
//
// <button data-key="ctrl+enter">   the key clicks it; the same on links; fields take the focus, <summary> toggles
// <… data-key-said="ctrl+z">       is only listed: another script answers to the key
// <… data-keys-open>               opens the list of keys, as does "?"
//
// Names: ctrl, alt, shift (in this order), then the key in lower case: a, /, enter, escape, f8, arrowdown, plus,
// minus, space. On a Mac, Command counts as ctrl. While somebody types, only combinations with ctrl or alt and
// function keys act; Escape leaves the field. Keys that are single characters can be switched off in the list (WCAG 2.1.4); the choice is
// kept in localStorage under "single-keys".

const NAMES = { "+": "plus", "-": "minus", " ": "space" };
// What acts on the field in focus leaves the focus there.
const KEEPS_FOCUS =
  "[data-next-doubt], [data-previous-doubt], [data-not-there], [data-take-proven], [data-view], [data-line-act], [data-add-line]";
const SHOWN = {
  ctrl: "Ctrl", alt: "Alt", shift: "Shift", enter: "Enter", escape: "Esc", plus: "+", minus: "−", space: "Space",
  arrowup: "↑", arrowdown: "↓", arrowleft: "←", arrowright: "→", pageup: "Page ↑", pagedown: "Page ↓", delete: "Del",
};

function singleKeysOn() {
  try {
    return localStorage.getItem("single-keys") !== "off";
  } catch {
    return true;
  }
}

function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("ctrl");
  if (event.altKey) parts.push("alt");
  let key = NAMES[event.key] || event.key.toLowerCase();
  // With Alt some layouts type another character; the place on the keyboard says what was meant.
  if (event.altKey && /^Key[A-Z]$/.test(event.code)) key = event.code.slice(3).toLowerCase();
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) parts.push("shift");
  parts.push(key);
  return parts.join("+");
}

function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input") && !target.matches("[type=checkbox], [type=radio], [type=button], [type=submit]");
}

function isSingle(key) {
  return !/^(ctrl|alt)\+/.test(key) && !/^(shift\+)?f\d+$/.test(key);
}

function usable(element) {
  return !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.getClientRects().length > 0;
}

function find(key) {
  const scope = document.querySelector("dialog[open]") || document;
  return [...scope.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key && usable(element));
}

function act(element) {
  if (element.matches("input, select, textarea")) {
    element.focus();
    if (element.select) element.select();
  } else {
    if (!element.matches(KEEPS_FOCUS)) element.focus({ focusVisible: true });
    element.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (["Control", "Alt", "Shift", "Meta"].includes(event.key)) return;
  const key = nameOf(event);
  if (key === "escape" && isTyping(event.target) && !event.target.closest("dialog[open]")) {
    event.target.blur(); // out of the field, so that single keys act; Tab goes on from here
    return;
  }
  const single = isSingle(key);
  if (single && (isTyping(event.target) || !singleKeysOn())) return;
  if (key === "?" && document.querySelector("[data-key], [data-keys-open]")) {
    event.preventDefault();
    openList();
    return;
  }
  const element = find(key);
  if (!element) return;
  event.preventDefault();
  act(element);
});

function labelOf(element) {
  const named = element.getAttribute("aria-label") || element.placeholder;
  if (named) return named;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, svg").forEach((node) => node.remove());
  return copy.textContent.trim();
}

function keyCap(key) {
  const cap = document.createElement("kbd");
  cap.textContent = key.split("+").map((part) => SHOWN[part] || part.toUpperCase()).join(" ");
  return cap;
}

function fill(list) {
  list.replaceChildren();
  const seen = new Set();
  const found = [...document.querySelectorAll("[data-key], [data-key-said]")].filter(usable);
  for (const [key, label] of [
    ...found.map((element) => [element.dataset.key || element.dataset.keySaid, labelOf(element)]),
    ["escape", "Leave the field, so that single keys act"],
    ["?", "This list"],
  ]) {
    if (seen.has(key)) continue;
    seen.add(key);
    const term = document.createElement("dt");
    term.append(keyCap(key));
    const text = document.createElement("dd");
    text.textContent = label;
    list.append(term, text);
  }
}

function makeList() {
  const dialog = document.createElement("dialog");
  dialog.id = "keys-dialog";
  dialog.className = "dialog dialog-keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const head = document.createElement("div");
  head.className = "dialog-h";
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = "Keys on this page";
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.className = "btn btn-s";
  close.textContent = "Close";
  form.append(close);
  head.append(title, form);
  const list = document.createElement("dl");
  list.className = "keys";
  const label = document.createElement("label");
  label.className = "check-l";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = "check";
  box.checked = singleKeysOn();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem("single-keys", box.checked ? "on" : "off");
    } catch {
      /* the choice lasts as long as the page */
    }
  });
  label.append(box, " Keys of a single character are on");
  dialog.append(head, list, label);
  document.body.append(dialog);
  return dialog;
}

function openList() {
  const dialog = document.getElementById("keys-dialog") || makeList();
  if (dialog.open) return;
  fill(dialog.querySelector("dl"));
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) openList();
});
