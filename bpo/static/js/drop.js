// Files dropped onto a file input, with a list of what was chosen. Without this script the input works as it is.
//
// <div data-drop data-max-bytes="52428800"> <div class="drop"> … <input type="file" multiple> </div>
//   <ul data-drop-list></ul> </div>
// Files too large are listed with the reason and not sent. Files chosen later are added, not swapped; a file of the
// same name, size and time is taken once. The same input stays what the form sends.

const UNITS = ["B", "kB", "MB", "GB"];

export function size(bytes) {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 && unit ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

function enhance(zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-drop-list]");
  const area = zone.querySelector(".drop");
  const most = Number(zone.dataset.maxBytes) || Infinity;
  let chosen = [];
  let refused = [];

  function take(files) {
    refused = [];
    if (!input.multiple) chosen = [];
    for (const file of files) {
      if (file.size > most) refused.push([file, `larger than ${size(most)}`]);
      else if (file.size === 0) refused.push([file, "empty, or a folder"]);
      else if (!chosen.some((other) => same(other, file))) chosen.push(file);
    }
    if (!input.multiple) chosen = chosen.slice(-1);
    settle();
  }

  function settle() {
    const carrier = new DataTransfer();
    chosen.forEach((file) => carrier.items.add(file));
    input.files = carrier.files;
    draw();
    zone.dispatchEvent(new CustomEvent("drop:changed", { bubbles: true, detail: { files: chosen.length } }));
  }

  function line(file, note) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "drop-name";
    name.textContent = file.name;
    const facts = document.createElement("span");
    facts.className = note ? "error" : "sub";
    facts.textContent = note ? `Not taken: ${note}` : size(file.size);
    item.append(name, facts);
    if (!note) {
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "btn btn-quiet btn-s";
      remove.textContent = "Remove";
      remove.setAttribute("aria-label", `Remove ${file.name}`);
      remove.addEventListener("click", () => {
        chosen = chosen.filter((other) => !same(other, file));
        settle();
        input.focus();
      });
      item.append(remove);
    }
    return item;
  }

  function draw() {
    const items = refused.map(([file, note]) => line(file, note)).concat(chosen.map((file) => line(file)));
    if (chosen.length > 1) {
      const total = document.createElement("li");
      total.className = "sub";
      total.textContent = `${chosen.length} files, ${size(chosen.reduce((sum, file) => sum + file.size, 0))}`;
      items.push(total);
    }
    list.replaceChildren(...items);
  }

  input.addEventListener("change", () => take([...input.files]));
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.add("over");
    });
  }
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) area.classList.remove("over");
  });
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
}

function start() {
  for (const zone of document.querySelectorAll("[data-drop]:not([data-drop-ready])")) {
    zone.dataset.dropReady = "";
    enhance(zone);
  }
}

start();
document.addEventListener("htmx:afterSettle", start);
