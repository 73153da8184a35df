// What adds up and what does not, in exact decimals, while somebody types. The server's checks are what counts.
//
// form[data-sums] = {"equations": [{result, terms, rows, slack}], "labels": {path: label}} (catalog.rules.Equation)
// [data-line-check] in a row     whether the row adds up
// [data-sum-of="lines.*.net"]    the sum of a column
// [data-off=path]                beside a field: by how much it is off, and of what
// [data-verdict]                 all in one line
// Event "sums:proved" {paths: Set} on the form: the fields and cells that stand in a sum that holds.

import { absolute, add, hundredth, isNegative, isZero, multiply, parse, read, rescale, show, subtract } from "./decimal.js";

const ZERO = { units: 0n, scale: 2 };
const settings = new WeakMap();

const sumsOf = (form) => {
  if (!settings.has(form)) settings.set(form, JSON.parse(form.dataset.sums));
  return settings.get(form);
};

function index(form) {
  const fields = new Map();
  for (const input of form.querySelectorAll("[data-path]")) fields.set(input.dataset.path, input);
  return fields;
}

const rowsOf = (form, path) => [...form.querySelectorAll(`[data-lines="${CSS.escape(path)}"] [data-line]`)];

/** One factor's value and the inputs it stands in: {value, inputs, empty}; value null where there is none to read. */
function factor(form, fields, name, base) {
  const split = name.indexOf(".*.");
  if (split < 0) {
    const input = fields.get(base + name);
    const empty = !input || !input.value.trim();
    return { value: empty ? null : read(input.value), inputs: input ? [input] : [], empty };
  }
  const [path, column] = [name.slice(0, split), name.slice(split + 3)];
  const cells = rowsOf(form, path).map((row) => fields.get(`${path}.${row.dataset.line}.${column}`));
  const values = cells.map((cell) => (cell && cell.value.trim() ? read(cell.value) : null));
  const whole = values.length > 0 && values.every(Boolean);
  return { value: whole ? values.reduce(add) : null, inputs: cells.filter(Boolean), empty: values.every((each) => !each) };
}

function term(form, fields, said, base) {
  let names = said.factors;
  let factors = names.map((name) => factor(form, fields, name, base));
  if (said.otherwise && factors.length === 1 && factors[0].empty) {
    names = [said.otherwise];
    factors = [factor(form, fields, said.otherwise, base)];
  }
  const inputs = factors.flatMap((each) => each.inputs);
  if (said.optional && factors.some((each) => each.empty)) return { value: ZERO, inputs: [], names: [] };
  if (factors.some((each) => !each.value)) return { value: null, inputs, names };
  let value = factors.map((each) => each.value).reduce(multiply);
  if (said.percent) value = hundredth(value);
  return { value: said.minus ? subtract(ZERO, value) : value, inputs, names };
}

/** One equation tried: null where a value is missing, else how far its result is off. */
function tried(form, fields, equation, base) {
  const result = factor(form, fields, equation.result, base);
  const terms = equation.terms.map((each) => term(form, fields, each, base));
  if (!result.value || terms.some((each) => !each.value)) return null;
  const expected = rescale(terms.map((each) => each.value).reduce(add), Math.max(result.value.scale, 2));
  const off = subtract(result.value, expected);
  const held = isZero(off) || !isNegative(subtract(parse(equation.slack), absolute(off)));
  return { equation, base, off, held, stated: result.value, expected, terms, inputs: [...result.inputs, ...terms.flatMap((each) => each.inputs)] };
}

const off = (by) => `${show(absolute(by))} ${isNegative(by) ? "less" : "more"}`;

function inWords(found, labels) {
  const shown = found.equation.terms.flatMap((said, at) => {
    const { names } = found.terms[at];
    if (!names.length) return [];
    return [[said.minus ? "−" : "+", names.map((name) => labels[name] || name).join(" × ")]];
  });
  return shown.map(([sign, text], at) => (at || sign === "−" ? `${sign} ${text}` : text)).join(" ");
}

function mark(kind, text) {
  const span = document.createElement("span");
  span.className = `clock clock-${kind}`;
  span.textContent = text;
  return span;
}

function put(place, nodes) {
  const text = nodes.map((node) => node.textContent).join("");
  if (place.textContent === text) return;
  place.replaceChildren(...nodes);
}

function showRow(form, path, row, found) {
  const place = row.querySelector("[data-line-check]");
  if (!place) return;
  const unsure = place.querySelector(".clock-risk");
  const wrong = found.find((each) => !each.held);
  if (wrong) put(place, [mark("late", off(wrong.off))]);
  else if (found.length && !(unsure && row.classList.contains("row-doubt"))) put(place, [mark("ok", "adds up")]);
  else if (!found.length && !unsure) put(place, []);
}

function showFields(form, found, labels) {
  const wrong = new Map();
  for (const each of found) {
    if (each.held || each.base) continue;
    const text = `${off(each.off)} than ${inWords(each, labels)} (${show(each.expected)})`;
    wrong.set(each.equation.result, [...(wrong.get(each.equation.result) || []), text]);
  }
  for (const place of form.querySelectorAll("[data-off]")) {
    put(place, (wrong.get(place.dataset.off) || []).map((text) => mark("late", text)));
  }
}

function showSums(form, fields) {
  for (const place of form.querySelectorAll("[data-sum-of]")) {
    const { value } = factor(form, fields, place.dataset.sumOf, "");
    const text = value ? show(value) : "–";
    if (place.textContent !== text) place.textContent = text;
  }
}

function showVerdict(form, found, labels, unreadable) {
  const place = form.querySelector("[data-verdict]");
  if (!place) return;
  const wrong = found.filter((each) => !each.held);
  const single = wrong.filter((each) => !each.base);
  const nodes = single.map((each) =>
    mark("late", `${labels[each.equation.result] || each.equation.result} ${show(each.stated)} is ${off(each.off)} than ${inWords(each, labels)}`),
  );
  const lines = wrong.length - single.length;
  if (lines) nodes.push(mark("late", lines === 1 ? "1 line does not add up" : `${lines} lines do not add up`));
  nodes.push(...unreadable.map((text) => mark("risk", text)));
  if (!nodes.length && found.length) nodes.push(mark("ok", found.length === 1 ? "The one sum adds up" : `All ${found.length} sums add up`));
  put(place, nodes);
  place.hidden = !nodes.length;
}

/** Columns that are summed and of which some rows have no amount. */
function missing(form, fields, labels, equations) {
  const names = new Set(equations.flatMap((each) => each.terms.flatMap((said) => [...said.factors, said.otherwise])));
  return [...names].filter((name) => name.includes(".*.")).flatMap((name) => {
    const { value, empty } = factor(form, fields, name, "");
    return value || empty ? [] : [`A row has no amount to read: ${labels[name] || name}`];
  });
}

function prove(form) {
  const { equations, labels } = sumsOf(form);
  const fields = index(form);
  const found = [];
  for (const equation of equations.filter((each) => !each.rows)) {
    const one = tried(form, fields, equation, "");
    if (one) found.push(one);
  }
  for (const path of new Set(equations.map((each) => each.rows).filter(Boolean))) {
    for (const row of rowsOf(form, path)) {
      const base = `${path}.${row.dataset.line}.`;
      const own = equations.filter((each) => each.rows === path).map((each) => tried(form, fields, each, base)).filter(Boolean);
      showRow(form, path, row, own);
      found.push(...own);
    }
  }
  showFields(form, found, labels);
  showSums(form, fields);
  showVerdict(form, found, labels, missing(form, fields, labels, equations));
  const wrong = new Set(found.filter((each) => !each.held).flatMap((each) => each.inputs));
  const held = found.filter((each) => each.held && !isZero(each.stated)).flatMap((each) => each.inputs);
  const paths = new Set(held.filter((input) => !wrong.has(input)).map((input) => input.dataset.path));
  form.dispatchEvent(new CustomEvent("sums:proved", { bubbles: true, detail: { paths } }));
}

const waiting = new WeakSet();

function soon(form) {
  if (!form || waiting.has(form)) return;
  waiting.add(form);
  queueMicrotask(() => {
    waiting.delete(form);
    prove(form);
  });
}

for (const name of ["input", "change", "draft:restored", "lines:changed"]) {
  document.addEventListener(name, (event) => soon(event.target.closest?.("form[data-sums]")));
}

function start() {
  document.querySelectorAll("form[data-sums]").forEach(prove);
}

start();
document.addEventListener("htmx:afterSettle", start);
