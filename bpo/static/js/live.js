// A region of the page that renews itself.
//
// <div data-live="/url" data-live-every="5" aria-live="polite">…</div>
//   With data-live-soon the first question is asked at once.
//   GET url every so many seconds with If-None-Match. 304 leaves the region alone; 200 replaces its content with the
//   HTML of the answer; an answer with the header "X-Live: done" is the last one, after which the page is loaded anew
//   if the region says data-live-then="reload". 401, 403, 404 and 410 end it.
//   Nothing is asked for while the page is hidden, and at once when it is shown again; nothing is replaced while the
//   focus is inside. While nothing changes the pause grows, up to twice as long. After a failure it doubles, up to a
//   minute, and the region bears data-live-stale until an answer comes.

const LONGEST = 60;
const CALMER = 1.25;
const CALMEST = 2;
const states = new WeakMap();

async function renew(region) {
  const state = states.get(region);
  if (!region.isConnected) return;
  if (document.hidden) {
    state.waiting = true;
    return;
  }
  try {
    const headers = { Accept: "text/html", "HX-Request": "true" };
    if (state.etag) headers["If-None-Match"] = state.etag;
    const answer = await fetch(region.dataset.live, { headers, credentials: "same-origin", cache: "no-store" });
    if ([401, 403, 404, 410].includes(answer.status)) return;
    if (answer.status !== 304 && !answer.ok) throw new Error(String(answer.status));
    delete region.dataset.liveStale;
    state.pause = Math.min(state.pause * CALMER, state.every * CALMEST);
    if (answer.status === 200) {
      const html = await answer.text();
      if (html !== state.html) state.pause = state.every;
      if (region.contains(document.activeElement) && document.activeElement !== region) {
        return schedule(region, state.pause);
      }
      state.etag = answer.headers.get("ETag") || "";
      if (html !== state.html) {
        state.html = html;
        region.innerHTML = html;
        region.dispatchEvent(new CustomEvent("live:renewed", { bubbles: true }));
      }
    }
    if (answer.headers.get("X-Live") === "done") {
      if (region.dataset.liveThen === "reload") location.reload();
      return;
    }
  } catch {
    state.pause = Math.min(state.pause * 2, LONGEST);
    region.dataset.liveStale = "";
  }
  schedule(region, state.pause);
}

function schedule(region, seconds) {
  setTimeout(() => renew(region), seconds * 1000);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const region of document.querySelectorAll("[data-live]")) {
    const state = states.get(region);
    if (!state?.waiting) continue;
    state.waiting = false;
    state.pause = state.every;
    renew(region);
  }
});

function start() {
  for (const region of document.querySelectorAll("[data-live]")) {
    if (states.has(region)) continue;
    const every = Math.max(Number(region.dataset.liveEvery) || 5, 1);
    states.set(region, { every, pause: every, etag: region.dataset.liveEtag || "", html: null });
    schedule(region, "liveSoon" in region.dataset ? 0 : every);
  }
}

start();
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("live:renewed", start);
