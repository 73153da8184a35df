// The desk: measures what a task costs its agent, and has the next document drawn ahead.
//
// input[data-active][data-active-key]   gets the seconds of activity; they last over a reload (sessionStorage)
// input[data-active]                    in other forms of the page gets the same number
// input[data-keystrokes], [data-clicks] get how often a key and a button of the mouse were pressed, never which
// main[data-ahead=url]                  is asked once, when the page has been quiet for a moment
//
// Active is a second in which the page is seen and a key, the pointer or the wheel was used within the last minute.
// A key that is held down counts once, and so does a combination.

const IDLE = 60_000;
const AHEAD = 1500;
const MODIFIERS = ["Control", "Alt", "Shift", "Meta", "AltGraph", "CapsLock"];
let last = Date.now();

for (const name of ["keydown", "pointermove", "pointerdown", "wheel", "scroll"]) {
  window.addEventListener(name, () => (last = Date.now()), { passive: true, capture: true });
}

const counter = document.querySelector("[data-active-key]");
const key = counter ? `active:${counter.dataset.activeKey}` : "";

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    return { active: Number(kept.active) || 0, keystrokes: Number(kept.keystrokes) || 0, clicks: Number(kept.clicks) || 0 };
  } catch {
    return { active: 0, keystrokes: 0, clicks: 0 };
  }
}

if (counter) {
  const effort = read();
  const show = () => {
    for (const [name, value] of Object.entries(effort)) {
      document.querySelectorAll(`input[data-${name}]`).forEach((input) => (input.value = String(value)));
    }
  };
  const keep = () => {
    show();
    try {
      sessionStorage.setItem(key, JSON.stringify(effort));
    } catch {
      /* counts as long as the page is open */
    }
  };
  show();
  window.addEventListener(
    "keydown",
    (event) => {
      if (!event.isTrusted || event.repeat || MODIFIERS.includes(event.key)) return;
      effort.keystrokes += 1;
      keep();
    },
    { passive: true, capture: true },
  );
  window.addEventListener(
    "pointerdown",
    (event) => {
      if (!event.isTrusted) return;
      effort.clicks += 1;
      keep();
    },
    { passive: true, capture: true },
  );
  setInterval(() => {
    if (document.hidden || Date.now() - last > IDLE) return;
    effort.active += 1;
    keep();
  }, 1000);
}

const ahead = document.querySelector("[data-ahead]");
if (ahead) {
  window.addEventListener("load", () =>
    setTimeout(() => fetch(ahead.dataset.ahead, { credentials: "same-origin" }).catch(() => {}), AHEAD),
  );
}
