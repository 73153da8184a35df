// The desk: counts the seconds somebody is really at work, and has the next document drawn ahead.
//
// input[data-active][data-active-key]   gets the seconds of activity; they last over a reload (sessionStorage)
// input[data-active]                    in other forms of the page gets the same number when the form is sent
// main[data-ahead=url]                  is asked once, when the page has been quiet for a moment
//
// Active is a second in which the page is seen and a key, the pointer or the wheel was used within the last minute.

const IDLE = 60_000;
const AHEAD = 1500;
let last = Date.now();

for (const name of ["keydown", "pointermove", "pointerdown", "wheel", "scroll"]) {
  window.addEventListener(name, () => (last = Date.now()), { passive: true, capture: true });
}

const counter = document.querySelector("[data-active-key]");
const key = counter ? `active:${counter.dataset.activeKey}` : "";

function read() {
  try {
    return Number(sessionStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

if (counter) {
  let seconds = read();
  const show = () => document.querySelectorAll("[data-active]").forEach((input) => (input.value = String(seconds)));
  show();
  setInterval(() => {
    if (document.hidden || Date.now() - last > IDLE) return;
    seconds += 1;
    show();
    try {
      sessionStorage.setItem(key, String(seconds));
    } catch {
      /* counts as long as the page is open */
    }
  }, 1000);
}

const ahead = document.querySelector("[data-ahead]");
if (ahead) {
  window.addEventListener("load", () =>
    setTimeout(() => fetch(ahead.dataset.ahead, { credentials: "same-origin" }).catch(() => {}), AHEAD),
  );
}
