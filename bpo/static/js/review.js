// A review: the score as it comes to be, answers by the keys 1, 2, 3, and the record open only for mending it.
//
// [data-score-line][data-points][data-critical?]   a line with three radios: yes, no, na
// [data-score]                                     says the score
// input[name="review.outcome"]                     with "fix" the fields in [data-record] can be changed

const lines = () => [...document.querySelectorAll("[data-score-line]")];
const answerOf = (line) => line.querySelector("input:checked")?.value || "";

function draw() {
  const all = lines();
  const given = all.map(answerOf);
  const place = document.querySelector("[data-score]");
  const left = given.filter((answer) => !answer).length;
  const failed = all.some((line, index) => "critical" in line.dataset && given[index] === "no");
  let [possible, reached] = [0, 0];
  all.forEach((line, index) => {
    if (!given[index] || given[index] === "na") return;
    possible += Number(line.dataset.points);
    if (given[index] === "yes") reached += Number(line.dataset.points);
  });
  const percent = failed ? 0 : possible ? Math.round((reached * 10000) / possible) / 100 : null;
  const score = percent === null ? "No score" : `${percent} %`;
  const text = left ? `${left} left` : failed ? "0 %: a critical line failed" : score;
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("count-due", left > 0 || failed);
  place.classList.toggle("count-ok", left === 0 && !failed);
}

function open() {
  const fixes = document.querySelector('input[name="review.outcome"]:checked')?.value === "fix";
  for (const input of document.querySelectorAll("[data-record] [data-path]")) {
    if (input instanceof HTMLSelectElement) {
      // A select cannot be read-only; its value is put back instead.
      input.classList.toggle("is-shut", !fixes);
      input.setAttribute("aria-readonly", String(!fixes));
    } else input.readOnly = !fixes;
  }
  for (const button of document.querySelectorAll("[data-record] [data-add-line], [data-record] [data-remove-line]")) {
    button.hidden = !fixes;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !["1", "2", "3"].includes(event.key)) return;
  const at = document.activeElement;
  if (at?.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") || document.querySelector("dialog[open]")) return;
  const all = lines();
  const line = at?.closest("[data-score-line]") || all.find((one) => !answerOf(one));
  if (!line) return;
  event.preventDefault();
  const radio = line.querySelectorAll("input")[Number(event.key) - 1];
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  const next = all[all.indexOf(line) + 1];
  const target = next ? next.querySelector("input:checked") || next.querySelector("input") : document.querySelector('input[name="review.outcome"]');
  target.focus();
});

document.addEventListener("mousedown", (event) => {
  if (event.target.matches("select.is-shut")) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches("select.is-shut") && event.key !== "Tab") event.preventDefault();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-score-line] input")) draw();
  if (event.target.name === "review.outcome") open();
});
document.addEventListener("draft:restored", () => {
  draw();
  open();
});

draw();
open();
const first = lines().find((line) => !answerOf(line));
if (first && document.activeElement === document.body) first.querySelector("input").focus();
