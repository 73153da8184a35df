// Drafts save themselves, and the lease renews itself. Nothing typed is ever lost.
//
// <form data-draft-url="/…" data-draft-key="…" data-lease-url="/…" data-lease-seconds="900">
//   hidden inputs csrf_token and _lease (the token of the lease)
// <span data-draft-status role="status">, <span data-lease-status>   anywhere on the page
//
// Draft:  PUT data-draft-url, JSON {"lease": token, "values": {path: text, …}, "confirmed": [path, …],
//         "evidence": {path: {"page": 0, "box": [l, t, r, b]}}}
//         200 {"saved_at": ISO}; 409 the lease is lost (the draft stays in this browser); anything else: tried again.
// Lease:  POST data-lease-url, JSON {"lease": token}, every third of data-lease-seconds
//         200 {"lease_until": ISO}; 409 lost.
// Both carry the header X-CSRFToken. Until the server has acknowledged a change, a copy lies in localStorage under
// "draft:" + data-draft-key; a copy found on arrival is put back into the form and sent again. Copies of other tasks
// are thrown away after a week. Names that begin with "_" and csrf_token are no values.
//
// A copy whose form was sent is thrown away as soon as a page without that form arrives, unless it bears
// [data-error-page]: then the sending may have failed.
//
// Events on the form: "draft:saved", "draft:lost" (lease lost), "draft:restored".

const PAUSE = 600;
const LONGEST = 30000;
const WEEK = 7 * 24 * 3600 * 1000;
const LEFT = "draft-left";
const zone = document.documentElement.dataset.zone || undefined;

function clock(iso, seconds) {
  const options = { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone };
  if (seconds) options.second = "2-digit";
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(iso));
}

function say(selector, text, kind = "") {
  for (const place of document.querySelectorAll(selector)) {
    place.textContent = text;
    place.dataset.kind = kind;
  }
}

export function collect(form) {
  const draft = { values: {}, confirmed: [], evidence: {} };
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    if (name === "_confirmed") draft.confirmed.push(value);
    else if (name.startsWith("_evidence.")) draft.evidence[name.slice("_evidence.".length)] = JSON.parse(value);
    else if (!name.startsWith("_") && name !== "csrf_token") draft.values[name] = value;
  }
  return draft;
}

function keepPlace(form, path, place) {
  const name = `_evidence.${path}`;
  let hidden = form.elements.namedItem(name);
  if (!hidden) {
    hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = name;
    (form.querySelector(`[data-path="${CSS.escape(path)}"]`) || form.lastElementChild).after(hidden);
  }
  hidden.value = JSON.stringify(place);
}

function restore(form, draft) {
  const numbers = {};
  for (const name of Object.keys(draft.values)) {
    const found = /^(.+)\.(\d+)\.[^.]+$/.exec(name);
    if (found) numbers[found[1]] = Math.max(numbers[found[1]] || 0, Number(found[2]) + 1);
  }
  for (const lines of form.querySelectorAll("[data-lines]")) {
    lines.dispatchEvent(new CustomEvent("lines:want", { detail: { rows: numbers[lines.dataset.lines] || 0 } }));
  }
  for (const [name, value] of Object.entries(draft.values)) {
    const input = form.elements.namedItem(name);
    if (input && "value" in input) input.value = value;
  }
  for (const box of form.querySelectorAll("[name=_confirmed]")) box.checked = draft.confirmed.includes(box.value);
  for (const [path, place] of Object.entries(draft.evidence || {})) keepPlace(form, path, place);
  form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
}

function keep(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), draft }));
  } catch {
    /* full or refused: the server's copy is the one that counts */
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    /* nothing was kept */
  }
}

function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    return null;
  }
}

function sweep() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("draft:")) continue;
      const copy = kept(key);
      if (!copy || Date.now() - copy.at > WEEK) localStorage.removeItem(key);
    }
  } catch {
    /* no storage, nothing to sweep */
  }
}

class Drafts {
  constructor(form) {
    this.form = form;
    this.key = `draft:${form.dataset.draftKey}`;
    this.sent = JSON.stringify(collect(form));
    this.wait = 0;
    this.timer = 0;
    this.busy = false;
    this.lost = false;
    for (const name of ["input", "change"]) form.addEventListener(name, () => this.changed());
    form.addEventListener("submit", () => this.left());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    window.addEventListener("online", () => this.save());
    const copy = kept(this.key);
    if (copy && JSON.stringify(copy.draft) !== this.sent) {
      restore(form, copy.draft);
      say("[data-draft-status]", "Put back what had not reached us yet");
      this.changed();
    } else forget(this.key);
    if (form.dataset.leaseUrl) this.beat();
  }

  get lease() {
    return this.form.elements._lease ? this.form.elements._lease.value : "";
  }

  get gone() {
    return !this.form.isConnected;
  }

  changed() {
    keep(this.key, collect(this.form));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  left() {
    // The submit carries everything; the local copy stays until the next page shows that it arrived.
    clearTimeout(this.timer);
    this.leaving = true;
    try {
      sessionStorage.setItem(LEFT, this.key);
    } catch {
      /* the copy then goes after a week */
    }
  }

  flush() {
    if (this.timer && !this.leaving) this.save();
  }

  ask(method, url, body) {
    return fetch(url, {
      method,
      credentials: "same-origin",
      keepalive: JSON.stringify(body).length < 60000,
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": this.form.elements.csrf_token ? this.form.elements.csrf_token.value : "",
      },
      body: JSON.stringify(body),
    });
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.busy || this.lost || this.gone) return;
    const draft = collect(this.form);
    const text = JSON.stringify(draft);
    if (text === this.sent) return forget(this.key);
    this.busy = true;
    say("[data-draft-status]", "Saving…");
    try {
      const answer = await this.ask("PUT", this.form.dataset.draftUrl, { lease: this.lease, ...draft });
      if (answer.status === 409) return this.lose(await answer.json().catch(() => ({})));
      if (!answer.ok) throw new Error(String(answer.status));
      const { saved_at: savedAt } = await answer.json();
      this.sent = text;
      this.wait = 0;
      if (JSON.stringify(collect(this.form)) === text) forget(this.key);
      say("[data-draft-status]", `Draft saved ${clock(savedAt || new Date().toISOString(), true)}`, "ok");
      this.form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true }));
    } catch {
      this.wait = Math.min(this.wait ? this.wait * 2 : 2000, LONGEST);
      this.timer = setTimeout(() => this.save(), this.wait);
      say("[data-draft-status]", "Not saved, retrying. Nothing is lost: a copy is in this browser", "bad");
    } finally {
      this.busy = false;
    }
  }

  lose(problem) {
    this.lost = true;
    keep(this.key, collect(this.form));
    const words = problem.detail || "This task is no longer yours: the time ran out or somebody took it over.";
    say("[data-lease-status]", "");
    say("[data-draft-status]", `${words} What you entered is kept in this browser.`, "bad");
    this.form.dispatchEvent(new CustomEvent("draft:lost", { bubbles: true, detail: problem }));
  }

  beat() {
    const every = Math.max(Number(this.form.dataset.leaseSeconds) || 600, 15) * 1000;
    setTimeout(async () => {
      if (this.gone || this.lost) return;
      try {
        const answer = await this.ask("POST", this.form.dataset.leaseUrl, { lease: this.lease });
        if (answer.status === 409) return this.lose(await answer.json().catch(() => ({})));
        if (answer.ok) {
          const { lease_until: until } = await answer.json();
          if (until) say("[data-lease-status]", `Yours until ${clock(until)}`);
        }
      } catch {
        /* the connection is away; the next beat or save tells */
      }
      this.beat();
    }, every / 3);
  }
}

function arrived() {
  try {
    const key = sessionStorage.getItem(LEFT);
    if (!key) return;
    sessionStorage.removeItem(LEFT);
    const forms = [...document.querySelectorAll("form[data-draft-url]")];
    const back = forms.some((form) => `draft:${form.dataset.draftKey}` === key);
    if (!back && !document.querySelector("[data-error-page]")) forget(key);
  } catch {
    /* no storage, nothing to throw away */
  }
}

const started = new WeakSet();

function start() {
  arrived();
  for (const form of document.querySelectorAll("form[data-draft-url]")) {
    if (started.has(form)) continue;
    started.add(form);
    new Drafts(form);
  }
}

sweep();
start();
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("htmx:sendError", () => {
  say("[data-draft-status]", "Not sent: the connection is away. Nothing is lost; try again", "bad");
});
