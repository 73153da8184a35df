// Choosing several rows of a list: all at once, and how many are chosen.
//
// <input type="checkbox" data-choice>   a row
// <button data-choose-all>              all, or none when all are chosen
// <output data-chosen>                  says how many

const boxes = () => [...document.querySelectorAll("[data-choice]:not(:disabled)")];

function tell() {
  const said = document.querySelector("[data-chosen]");
  const count = boxes().filter((box) => box.checked).length;
  if (said) said.textContent = count ? `${count} chosen` : "";
}

document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLElement && event.target.matches("[data-choice]")) tell();
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-choose-all]")) return;
  const rows = boxes();
  const all = rows.every((box) => box.checked);
  for (const box of rows) box.checked = !all;
  tell();
});

tell();
