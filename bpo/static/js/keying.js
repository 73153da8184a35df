// Keying: one field at a time, the page at the field's place, no mouse and no round trip between fields.
//
// <ol data-keying [data-settle]>            fields; with data-settle, entries of others are taken by 1 and 2
//   <li data-key-field [data-page][data-box="l,t,r,b"]>  with one [data-key-input] ([data-mask], [data-full]),
//     [data-key-missing], and [data-take][data-take-key] where it settles
// [data-key-view] with img[data-key-page] and [data-key-spot]   the page; fractions of it in data-box
// [data-key-whole]                          shows the whole page, and the place again
// [data-key-ditto], [data-key-absent]       as in the record before; not on the document
// [data-figures=url]                        is filled when the page has been quiet for a moment
//
// Enter and Tab: next; at the last field Enter hands in. Escape and Shift+Tab: back. A field that is full goes on by itself;
// who presses Enter or Tab after it all the same, as after any other, is not taken past a field by it.

const list = document.querySelector("[data-keying]");
const BEFORE = "keyed-before";

if (list) {
  const form = list.closest("form");
  const rows = [...list.querySelectorAll("[data-key-field]")];
  const inputs = rows.map((row) => row.querySelector("[data-key-input]"));
  const settles = list.hasAttribute("data-settle");
  const view = document.querySelector("[data-key-view]");
  const pages = view ? [...view.querySelectorAll("[data-key-page]")] : [];
  const spot = document.querySelector("[data-key-spot]");
  let at = -1;
  let whole = false;
  let went = false; // the last field went on by itself, and nothing was typed since

  const submit = () => document.querySelector('.acts button[type="submit"][form="' + form.id + '"]')?.click();

  function look() {
    const row = rows[at];
    if (!view || !pages.length) return;
    const box = row?.dataset.box?.split(",").map(Number);
    const number = Math.min(Number(row?.dataset.page || 0), pages.length - 1);
    pages.forEach((page, index) => (page.hidden = index !== number));
    const page = pages[number];
    const wide = Number(page.getAttribute("width"));
    const high = Number(page.getAttribute("height"));
    const { clientWidth: w, clientHeight: h } = view;
    let scale = w / wide;
    let left = 0;
    let top = 0;
    if (box && !whole) {
      const [l, t, r, b] = [box[0] * wide, box[1] * high, box[2] * wide, box[3] * high];
      scale = Math.max(w / wide, Math.min(2.2, (w * 0.86) / (r - l), (h * 0.6) / (b - t)));
      left = Math.min(0, Math.max(w - wide * scale, w / 2 - ((l + r) / 2) * scale));
      top = Math.min(0, Math.max(Math.min(0, h - high * scale), h / 2 - ((t + b) / 2) * scale));
    } else if (whole) {
      scale = Math.min(w / wide, h / high);
    }
    page.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    spot.hidden = !box;
    if (box) {
      spot.style.left = `${left + box[0] * wide * scale - 4}px`;
      spot.style.top = `${top + box[1] * high * scale - 4}px`;
      spot.style.width = `${(box[2] - box[0]) * wide * scale + 8}px`;
      spot.style.height = `${(box[3] - box[1]) * high * scale + 8}px`;
    }
  }

  function show(index) {
    if (index === at) return;
    rows[at]?.removeAttribute("aria-current");
    at = index;
    rows[at].setAttribute("aria-current", "true");
    look();
    rows[at].scrollIntoView({ block: "nearest" });
  }

  function go(index) {
    if (index < 0) return;
    if (index >= rows.length) {
      const confirm = [...form.querySelectorAll("[data-key-confirm], [data-finding] input")].find((each) => !each.value.trim());
      if (confirm && document.activeElement !== confirm) confirm.focus();
      else submit();
      return;
    }
    show(index);
    const first = settles ? rows[index].querySelector("[data-take]") : null;
    const target = first && !inputs[index].value ? first : inputs[index];
    target.focus({ preventScroll: true });
    if (target.select) target.select();
  }

  function masked(text, mask) {
    let made = "";
    let place = 0;
    for (const mark of text) {
      while (place < mask.length && !"9A*".includes(mask[place])) {
        made += mask[place];
        place += 1;
        if (mark === mask[place - 1]) break;
      }
      if (place >= mask.length) return made;
      const blank = mask[place];
      if (!"9A*".includes(blank) || (mark === mask[place - 1] && !"9A*".includes(mask[place - 1]))) continue;
      const fits = blank === "9" ? /\d/.test(mark) : blank === "A" ? /\p{L}/u.test(mark) : /[\p{L}\d]/u.test(mark);
      if (!fits) return text;
      made += blank === "9" ? mark : mark.toUpperCase();
      place += 1;
    }
    return made;
  }

  function typed(input) {
    const atEnd = input.selectionStart === input.value.length;
    if (!atEnd) return;
    if (input.dataset.mask) {
      const made = masked(input.value, input.dataset.mask);
      if (made !== input.value) input.value = made;
    }
    const missing = rows[inputs.indexOf(input)].querySelector("[data-key-missing]");
    if (missing && input.value) missing.checked = false;
    if (input.dataset.full && input.value.length === Number(input.dataset.full)) {
      went = true;
      go(inputs.indexOf(input) + 1);
    }
  }

  function take(row, button) {
    const index = rows.indexOf(row);
    inputs[index].value = button.dataset.take;
    row.querySelectorAll("[data-take]").forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
    const missing = row.querySelector("[data-key-missing]");
    if (missing) missing.checked = !button.dataset.take;
    inputs[index].dispatchEvent(new Event("input", { bubbles: true }));
    go(index + 1);
  }

  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(BEFORE) || "{}");
    } catch {
      return {};
    }
  };

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-key-field]");
    if (row) show(rows.indexOf(row));
  });
  form.addEventListener("input", (event) => {
    went = false;
    if (event.isTrusted && event.target.matches("input[data-key-input]")) typed(event.target);
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (button) take(button.closest("[data-key-field]"), button);
  });
  form.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const row = event.target.closest("[data-key-field]");
      const index = rows.indexOf(row);
      const typing = event.target.matches("[data-key-input]");
      const habit = went && !event.shiftKey && (event.key === "Enter" || event.key === "Tab");
      went = false;
      if (habit) {
        event.preventDefault();
        event.stopPropagation();
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        go(row ? index - 1 : rows.length - 1);
      } else if (row && event.key === "Enter" && !event.shiftKey && (typing || event.target.matches("[data-key-missing]"))) {
        event.preventDefault();
        go(index + 1);
      } else if (!row && event.key === "Enter" && event.target.matches("input[type=text]")) {
        event.preventDefault();
        go(rows.length);
      } else if (row && settles && !typing && /^[1-9]$/.test(event.key)) {
        const button = row.querySelector(`[data-take-key="${event.key}"]`);
        event.preventDefault();
        event.stopPropagation();
        if (button) take(row, button);
        else inputs[index].focus();
      }
    },
    true,
  );
  document.querySelector("[data-key-whole]")?.addEventListener("click", () => {
    whole = !whole;
    look();
  });
  document.querySelector("[data-key-ditto]")?.addEventListener("click", () => {
    const input = inputs[at];
    const before = input && kept()[input.name];
    if (before === undefined) return;
    input.value = before;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    go(at + 1);
  });
  document.querySelector("[data-key-absent]")?.addEventListener("click", () => {
    const box = rows[at]?.querySelector("[data-key-missing]");
    if (!box) return;
    inputs[at].value = "";
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    go(at + 1);
  });
  form.addEventListener("submit", () => {
    try {
      const open = inputs.filter((input) => !("secret" in input.dataset));
      sessionStorage.setItem(BEFORE, JSON.stringify(Object.fromEntries(open.map((input) => [input.name, input.value]))));
    } catch {
      /* then nothing is repeated */
    }
  });
  if (view) new ResizeObserver(look).observe(view);
  const wrong = inputs.findIndex((input) => input.getAttribute("aria-invalid") === "true");
  const confirm = form.querySelector("[data-key-confirm]");
  if (wrong < 0 && confirm) {
    show(0);
    confirm.focus();
  } else {
    go(Math.max(0, wrong));
  }

  const figures = document.querySelector("[data-figures]");
  if (figures) {
    setTimeout(async () => {
      try {
        const answer = await fetch(figures.dataset.figures, { headers: { Accept: "application/json" } });
        if (answer.ok) figures.textContent = (await answer.json()).words;
      } catch {
        /* the figures come with the next record */
      }
    }, 600);
  }
}
