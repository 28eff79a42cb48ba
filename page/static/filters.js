// The filters: fields of the form, chips above it, and what of them a link holds.

import { ask } from "./doors.js";
import { make, say } from "./words.js";

const LISTS = ["outlets", "firms", "languages"];
const DATES = ["since", "until", "as-of"];
const form = () => document.querySelector("#ask-form");
const field = (name) => form().querySelector(`[name="${name}"]`);
const boxes = (name) => [...form().querySelectorAll(`#${name} [type="checkbox"]`)];
/** From so many values on a list has a field to find one in. */
const FINDABLE = 12;

let wanted = {};

function nameLanguage(code) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

/** What is chosen: `{ as_of, filters }` as the endpoint takes it. */
export function read() {
  const filters = {};
  for (const name of ["since", "until"]) if (field(name).value) filters[name] = field(name).value;
  for (const name of LISTS) {
    const chosen = boxes(name).filter((box) => box.checked).map((box) => box.value);
    const waiting = (wanted[name] || []).filter((value) => !boxes(name).some((box) => box.value === value));
    if (chosen.length + waiting.length) filters[name] = [...chosen, ...waiting];
  }
  return { as_of: field("as-of").value, filters };
}

/** Chooses what `read` returned once. */
export function write({ as_of = "", filters = {} }) {
  field("as-of").value = as_of;
  for (const name of ["since", "until"]) field(name).value = filters[name] || "";
  wanted = Object.fromEntries(LISTS.map((name) => [name, filters[name] || []]));
  for (const name of LISTS) for (const box of boxes(name)) box.checked = wanted[name].includes(box.value);
  show();
}

function show() {
  const { as_of, filters } = read();
  const active = [];
  const chip = (label, undo) => {
    const button = make("button", { type: "button", class: "chip", "aria-label": say("filter.remove", { label }) }, label,
      make("span", { class: "x", "aria-hidden": "true" }, "×"));
    button.addEventListener("click", () => { undo(); show(); form().querySelector("textarea").focus(); });
    active.push(make("li", {}, button));
  };
  for (const [name, value] of [["since", filters.since], ["until", filters.until], ["as-of", as_of]]) {
    if (value) chip(`${say(`filter.${name}`).split(":")[0]} ${value}`, () => { field(name).value = ""; });
  }
  for (const name of LISTS) {
    for (const value of filters[name] || []) {
      chip(name === "languages" ? nameLanguage(value) : value, () => {
        wanted[name] = (wanted[name] || []).filter((one) => one !== value);
        for (const box of boxes(name)) if (box.value === value) box.checked = false;
      });
    }
  }
  const list = document.querySelector("#active");
  list.replaceChildren(...active);
  list.hidden = !active.length;
}

async function load() {
  const choices = await ask("chat-choices").catch(() => null);
  if (!choices) return;
  const { filters } = read();
  for (const name of LISTS) {
    const rows = choices[name].map((value) => {
      const box = make("input", { type: "checkbox", value });
      box.checked = (filters[name] || []).includes(value);
      return make("label", {}, box, make("span", {}, name === "languages" ? nameLanguage(value) : value));
    });
    const place = form().querySelector(`#${name} .choices`);
    const finder = form().querySelector(`#${name} [type="search"]`);
    finder.hidden = rows.length < FINDABLE;
    finder.value = "";
    finder.placeholder = say("filter.find.short");
    place.replaceChildren(...(rows.length ? rows : [make("span", { class: "empty" }, say("filter.none"))]));
  }
  wanted = {};
  for (const name of LISTS) wanted[name] = filters[name] || [];
}

/** Connects the fields. */
export function start() {
  form().querySelector("#filters").addEventListener("toggle", (event) => event.target.open && load());
  form().querySelector("#filters").addEventListener("change", (event) => {
    const list = event.target.type === "checkbox" && event.target.closest("fieldset");
    if (list) wanted[list.id] = (wanted[list.id] || []).filter((one) => one !== event.target.value);
    show();
  });
  form().querySelector("#filters").addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    const sought = event.target.value.trim().toLowerCase();
    for (const row of event.target.closest("fieldset").querySelectorAll("label")) {
      row.hidden = !row.textContent.toLowerCase().includes(sought);
    }
  });
  form().querySelector("#filters").addEventListener("keydown", (event) => {
    if (event.target.type === "search" && event.key === "Enter") event.preventDefault(); // it asks nothing
  });
  document.querySelector("#filters-clear").addEventListener("click", () => write({}));
  show();
}

/** The fragment of a link that restores a question with its filters. */
export function toFragment({ question, as_of, filters = {}, without = [] }) {
  const parts = new URLSearchParams({ q: question });
  if (as_of) parts.set("as_of", as_of);
  for (const name of ["since", "until"]) if (filters[name]) parts.set(name, filters[name]);
  for (const name of LISTS) for (const value of filters[name] || []) parts.append(name, value);
  for (const part of without) parts.append("without", part);
  return `#${parts}`;
}

/** What a fragment restores, null for one that is no link of this page. */
export function fromFragment(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  if (!parts.get("q")) return null;
  const filters = {};
  for (const name of ["since", "until"]) if (parts.get(name)) filters[name] = parts.get(name);
  for (const name of LISTS) if (parts.has(name)) filters[name] = parts.getAll(name);
  return { question: parts.get("q"), as_of: parts.get("as_of") || "", filters, without: parts.getAll("without") };
}

export { DATES };
