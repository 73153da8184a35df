// What stands on a page, or in a spreadsheet, as a field takes it: by the field's kind; pure.

import { isoDate } from "./dates.js";
import { plain } from "./decimal.js";

const DATE = /\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}/;

/** The decimal mark that most amounts among the texts use, or "". */
export function decimalMark(texts) {
  const ends = { ".": 0, ",": 0 };
  for (const text of texts) {
    const found = /\d([.,])\d{2}\D*$/.exec(text);
    if (found) ends[found[1]] += 1;
  }
  if (ends["."] === ends[","]) return "";
  return ends["."] > ends[","] ? "." : ",";
}

/**
 * A printed text as the value of a field of that kind: amounts and numbers with a point, dates in ISO form, where they
 * can mean one thing only; else the text as it is. `mark` is the document's decimal mark, `order` the order of its dates.
 */
export function taken(text, kind, { mark = "", order = "" } = {}) {
  const said = text.trim();
  if (kind === "money" || kind === "number") {
    const whole = plain(said, mark);
    if (whole !== null) return whole;
    const numbers = said.match(/[-−]?\d[\d.,'’]*\d|\d/g) || [];
    return (numbers.length === 1 && plain(numbers[0], mark)) || said;
  }
  if (kind === "date") {
    const day = isoDate(said, order);
    if (day) return day;
    const within = DATE.exec(said);
    return (within && isoDate(within[0], order)) || said;
  }
  return kind === "textarea" ? said : said.replace(/\s+/g, " ");
}

/** Cells of a spreadsheet as they come from the clipboard: tabs between cells, quotes around cells with line ends. */
export function cellsOf(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const said = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let i = 0; i < said.length; i += 1) {
    const mark = said[i];
    if (quoted) {
      if (mark === '"' && said[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (mark === '"') quoted = false;
      else cell += mark;
    } else if (mark === '"' && cell === "") quoted = true;
    else if (mark === "\t" || mark === "\n") {
      rows.at(-1).push(cell);
      cell = "";
      if (mark === "\n") rows.push([]);
    } else cell += mark;
  }
  rows.at(-1).push(cell);
  return rows;
}

/** Words in the lines they stand in, top to bottom, each from left to right; a word is {text, box: [l, t, r, b]}. */
export function linesOf(words) {
  const lines = [];
  for (const word of [...words].sort((a, b) => a.box[1] + a.box[3] - b.box[1] - b.box[3])) {
    const middle = (word.box[1] + word.box[3]) / 2;
    const line = lines.at(-1);
    if (line && middle < line.bottom) line.words.push(word);
    else lines.push({ bottom: word.box[3], words: [word] });
  }
  return lines.map((line) => line.words.sort((a, b) => a.box[0] - b.box[0]));
}

/** The box around words. */
export function around(words) {
  const side = (index, pick) => pick(...words.map((word) => word.box[index]));
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}
