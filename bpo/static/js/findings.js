// What the checks say, while somebody types: beside the fields, in the list, and side by side with what they point to.
//
// form[data-findings-url]   answers {"said": {path: [{kind, text}]}, "html": list} of the draft as it was last saved;
//                           asked whenever js/drafts.js has saved one
// [data-said=path]          what is said beside a field or over a table; [data-findings] the list
// button[data-go=path]      puts the focus into that field, or into the first cell of that table
// input[data-reasons]       ArrowDown and ArrowUp take the usual reasons ([data-reason] buttons beside it) in turn
// a[data-beside]            opens its address in dialog#beside, inside [data-beside-body]

const form = document.querySelector("form[data-findings-url]");
let asking = null;
let shown = "";

function say(said) {
  for (const place of document.querySelectorAll("[data-said]")) {
    const parts = (said[place.dataset.said] || []).map(({ kind, text }) => {
      const span = document.createElement("span");
      span.dataset.kind = kind;
      span.textContent = text;
      return span;
    });
    if (place.textContent === parts.map((part) => part.textContent).join("")) continue;
    place.replaceChildren(...parts);
  }
  for (const input of form.querySelectorAll("[data-path]")) {
    const wrong = (said[input.dataset.path] || []).some(({ kind }) => kind === "error");
    if (wrong) input.setAttribute("aria-invalid", "true");
    else if (!input.matches("[data-reasons]")) input.removeAttribute("aria-invalid");
  }
}

function list(html) {
  const place = document.querySelector("[data-findings]");
  if (!place || html === shown) return;
  shown = html;
  const within = place.contains(document.activeElement) ? document.activeElement : null;
  const at = within?.id && "selectionStart" in within ? [within.id, within.selectionStart, within.selectionEnd] : null;
  const typed = new Map([...place.querySelectorAll("input[name]")].map((input) => [input.name, input.value]));
  place.innerHTML = html;
  for (const input of place.querySelectorAll("input[name]")) {
    if (typed.has(input.name)) input.value = typed.get(input.name);
  }
  if (!at) return;
  const again = document.getElementById(at[0]);
  if (again) {
    again.focus({ preventScroll: true });
    again.setSelectionRange(at[1], at[2]);
  } else form.querySelector("[data-path]")?.focus();
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(form.dataset.findingsUrl, {
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      signal: asking.signal,
    });
    if (!answer.ok) return;
    const { said, html } = await answer.json();
    say(said);
    list(html);
    form.dispatchEvent(new CustomEvent("findings:shown", { bubbles: true }));
  } catch {
    /* away, or asked anew: the checks run again when the work is handed in */
  }
}

// ---- reasons ----

function reason(input, text) {
  input.dispatchEvent(new CustomEvent("field:filling", { bubbles: true }));
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
}

function turn(input, by) {
  const usual = [...input.closest("[data-finding]").querySelectorAll("[data-reason]")].map((one) => one.dataset.reason);
  if (!usual.length) return;
  const at = usual.indexOf(input.value);
  reason(input, usual[at < 0 ? (by > 0 ? 0 : usual.length - 1) : (at + by + usual.length) % usual.length]);
}

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-reasons]") || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  turn(event.target, event.key === "ArrowDown" ? 1 : -1);
});

// ---- going there, and side by side ----

function go(path) {
  const exact = form.querySelector(`[data-path="${CSS.escape(path)}"]`);
  const input = exact || form.querySelector(`[data-path^="${CSS.escape(path)}."]`);
  if (!input) return;
  input.focus();
  if (input.select) input.select();
  input.scrollIntoView({ block: "center" });
}

async function open(link) {
  const dialog = document.getElementById("beside");
  const body = dialog.querySelector("[data-beside-body]");
  const address = new URL(link.href);
  address.searchParams.set("part", "1");
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    body.innerHTML = await answer.text();
  } catch {
    body.textContent = "This could not be fetched. Nothing is lost; try again.";
  }
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const to = event.target.closest("[data-go]");
  if (to) go(to.dataset.go);
  const usual = event.target.closest("[data-reason]");
  if (usual) reason(usual.closest("[data-finding]").querySelector("[data-reasons]"), usual.dataset.reason);
  const link = event.target.closest("[data-beside]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !document.getElementById("beside")) return;
  event.preventDefault();
  open(link);
});

if (form) {
  form.addEventListener("draft:saved", ask);
  if (document.querySelector("[data-draft-status]")?.textContent.trim()) ask();
}
