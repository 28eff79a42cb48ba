// The tab of views: what is new, who thinks what of which subject, along time, and what changed since a day.

import { ask, follow, offer } from "./doors.js";
import { $, attempt, button, openArticle, tell, whenSeen, whenShown } from "./panels.js";
import { isMarked, isWatched, lastVisit, markSeen, noteVisit, toggle, watched } from "./watch.js";
import { make, say } from "./words.js";

let told = { views: [], firms: [], subjects: [], now: "", total: 0, news: 0 };

const form = () => $("#views-form");
const chosen = () => Object.fromEntries(["firm", "about", "since", "until"].map((name) => [name, form().elements[name].value.trim()]));
const speaker = (view) => view.persons.join(", ") || view.role || "";
const stance = (name) => make("span", { class: `stance ${name || "none"}` }, say(`stance.${name || "none"}`));

function star(list, name) {
  const on = isWatched(list, name);
  const made = button(on ? "★" : "☆", { class: "star", "aria-pressed": String(on), "aria-label": say("watch.toggle", { name }), title: say("watch.toggle", { name }) });
  made.addEventListener("click", () => {
    toggle(list, name);
    showAll();
    [...document.querySelectorAll(".star")].find((one) => one.getAttribute("aria-label") === say("watch.toggle", { name }))?.focus();
  });
  return made;
}

function quotation(view) {
  const words = /^["“„«]/.test(view.quotation) ? view.quotation : say("quoted", { words: view.quotation });
  const made = button(words, { class: "quotation" }, () => openArticle(view));
  made.title = say("open");
  return made;
}

const also = (view) => (view.also.length ? make("span", { class: "printed", title: view.also.join(", ") }, `+${view.also.length}`) : "");

function facts(view) {
  const parts = [make("b", {}, view.firm || speaker(view) || say("speaker.unknown")), make("span", {}, view.said)];
  if (view.age) parts.push(make("span", { class: "age" }, view.age));
  parts.push(make("span", {}, view.outlet), also(view));
  return make("div", { class: "facts" }, ...parts);
}

function card(view) {
  const marks = [stance(view.stance), make("span", { class: "subject" }, view.subject || "")];
  if (isMarked(view)) marks.unshift(make("span", { class: "watched" }, `★ ${say("watched")}`));
  return make("li", { class: isMarked(view) ? "card marked" : "card" }, make("div", { class: "marks" }, ...marks), facts(view), quotation(view));
}

/** One view a quotation: a statement on several subjects is news once. */
function news() {
  const seen = new Map();
  for (const view of told.views.filter((one) => one.is_new)) {
    const key = `${view.article_id} ${view.start}`;
    if (!seen.has(key) || (isMarked(view) && !isMarked(seen.get(key)))) seen.set(key, view);
  }
  return [...seen.values()].sort((one, other) => Number(isMarked(other)) - Number(isMarked(one)));
}

const SHOWN = 6;
function showNews() {
  const place = $("#views-news");
  const found = news();
  const marked = found.filter(isMarked).length;
  $("#views-seen").hidden = !found.length;
  if (!lastVisit()) { tell(place, say("news.first")); return; }
  if (!found.length) { tell(place, say("news.none", { when: whenWas() })); return; }
  const line = say(marked ? "news.marked" : "news.count", { count: found.length, marked, when: whenWas() });
  const list = make("ul", { class: "cards" }, ...found.slice(0, SHOWN).map(card));
  place.replaceChildren(make("p", { role: "status" }, line), list);
  if (found.length > SHOWN) {
    const more = button(say("more", { count: found.length - SHOWN }), {}, () => {
      list.append(...found.slice(SHOWN).map(card));
      more.remove();
      list.children[SHOWN].querySelector("button").focus();
    });
    place.append(more);
  }
}
const whenWas = () => new Date(lastVisit()).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function showWatch() {
  const held = watched();
  const chips = ["firms", "subjects"].flatMap((list) => held[list].map((name) => {
    const count = news().filter((view) => (list === "firms" ? view.firm : view.subject)?.toLowerCase() === name.toLowerCase()).length;
    const made = button(name, { class: "chip", "aria-label": say("watch.remove", { name }), title: say("watch.remove", { name }) }, () => { toggle(list, name); showAll(); $("#watch-name").focus(); });
    if (count) made.append(make("span", { class: "fresh" }, say("watch.new", { count })));
    made.append(make("span", { class: "x", "aria-hidden": "true" }, "×"));
    return make("li", {}, made);
  }));
  $("#watch-list").replaceChildren(...chips);
  $("#watch-empty").hidden = chips.length > 0;
}

/** The latest view of each firm on each subject, with the earlier ones behind it. */
function grouped() {
  const groups = new Map();
  for (const view of told.views) {
    if (!view.subject) continue;
    const key = `${view.firm || speaker(view)} ${view.subject}`;
    groups.set(key, [...(groups.get(key) || []), view]);
  }
  const by = form().elements.by.value;
  const name = (group) => (by === "subject" ? `${group[0].subject}` : group[0].firm || speaker(group[0]) || "￿");
  const all = [...groups.values()];
  if (by === "date") return all;
  return all.sort((one, other) => name(one).localeCompare(name(other)));
}

const cell = (label, ...children) => make("td", { "data-label": say(label) }, ...children);

function row(view, { earlier = 0, inner = false } = {}) {
  const who = view.firm || speaker(view) || say("speaker.unknown");
  const person = view.firm && speaker(view) ? make("small", {}, speaker(view)) : "";
  const when = [make("span", { class: "nowrap" }, view.said), view.age ? make("span", { class: "age" }, view.age) : ""];
  const extras = [view.rating, view.forecast].filter(Boolean).map((text) => make("small", { class: "told" }, text));
  const made = make("tr", inner ? { class: "earlier" } : {},
    make("th", { scope: "row", "data-label": say("view.firm") }, view.firm && !inner ? star("firms", view.firm) : "", make("span", {}, who), person),
    cell("view.subject", !inner && view.subject ? star("subjects", view.subject) : "", make("span", {}, view.subject || "")),
    cell("view.stance", stance(view.stance)),
    cell("view.date", ...when),
    cell("view.quotation", quotation(view), ...extras),
    cell("view.outlet", make("span", {}, view.outlet), also(view)));
  if (isMarked(view)) made.classList.add("marked");
  if (view.is_new) made.children[3].append(make("span", { class: "fresh" }, say("fresh")));
  if (earlier) made.children[4].append(button(say("earlier", { count: earlier }), { class: "link", "aria-expanded": "false" }));
  return made;
}

const ROWS = 20;
let shown = ROWS;
function showTable() {
  const groups = grouped();
  const rows = groups.slice(0, shown).map((group) => {
    const first = row(group[0], { earlier: group.length - 1 });
    first.querySelector("[aria-expanded]")?.addEventListener("click", (event) => unfold(event.target, first, group.slice(1)));
    return first;
  });
  $("#views-rows").replaceChildren(...rows);
  $("#views-count").textContent = [say("views.count", { count: groups.length, total: told.total }), told.as_of].filter(Boolean).join(" · ");
  $("#views-none").hidden = groups.length > 0;
  $("#views-scroll").hidden = !groups.length;
  $("#views-more").hidden = groups.length <= shown;
}

function unfold(opener, after, earlier) {
  const open = opener.getAttribute("aria-expanded") === "true";
  opener.setAttribute("aria-expanded", String(!open));
  if (!open) { after.after(...earlier.map((view) => row(view, { inner: true }))); return; }
  for (let next = after.nextElementSibling; next?.classList.contains("earlier"); next = after.nextElementSibling) next.remove();
}

const LINES = 12;
function showTimeline() {
  const dated = told.views.filter((view) => view.day && view.firm);
  const place = $("#views-line");
  if (!dated.length) { tell(place, say("timeline.none")); return; }
  const days = dated.map((view) => view.day);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const at = (day) => (last > first ? 2 + (96 * (day - first)) / (last - first) : 50);
  const counts = new Map();
  for (const view of dated) counts.set(view.firm, (counts.get(view.firm) || 0) + 1);
  const firms = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one)).slice(0, LINES);
  place.replaceChildren(axis(first, last, at), ...firms.map((firm) => line(firm, dated.filter((view) => view.firm === firm), at)));
  if (counts.size > LINES) place.append(make("p", { class: "empty" }, say("timeline.more", { count: counts.size - LINES })));
}

/** Ticks at the beginnings of months, years where there are many. */
function axis(first, last, at) {
  const start = new Date(Date.UTC(1, 0, 1));
  start.setUTCFullYear(1);
  const dateOf = (day) => new Date(start.getTime() + (day - 1) * 86_400_000);
  const dayOf = (date) => Math.round((date - start) / 86_400_000) + 1;
  const months = (last - first) / 30.4;
  const step = months > 60 ? 12 : months > 18 ? 6 : months > 8 ? 3 : 1;
  const made = make("div", { class: "axis", "aria-hidden": "true" });
  const begin = dateOf(first);
  for (let month = 0; month <= months + 1; month += 1) {
    const date = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, 1));
    const day = dayOf(date);
    if (date.getUTCMonth() % step || day < first || day > last) continue;
    const tick = make("span", {}, date.toLocaleDateString(document.documentElement.lang, { month: "short", year: "numeric", timeZone: "UTC" }));
    tick.style.left = `${at(day)}%`;
    made.append(tick);
  }
  return made;
}

/** One firm's views along time, one point for each day and stance. */
function line(firm, views, at) {
  const points = new Map();
  for (const view of views) {
    const key = `${view.day} ${view.stance}`;
    points.set(key, [...(points.get(key) || []), view]);
  }
  const track = make("ul", { class: "track" });
  const ordered = [...points.values()].sort((one, other) => one[0].day - other[0].day);
  ordered.forEach((group, index) => {
    const [view] = group;
    const subjects = [...new Set(group.map((one) => one.subject).filter(Boolean))].join(", ");
    const label = `${view.said}: ${say(`stance.${view.stance || "none"}`)}${subjects ? `, ${subjects}` : ""}`;
    const point = button("", { class: `point ${view.stance || "none"}`, "aria-label": `${firm}, ${label}`, title: `${label}\n${say("quoted", { words: view.quotation })}` }, () => openArticle(view));
    const place = make("li", {}, point);
    place.style.left = `${at(view.day)}%`;
    const before = index && ordered[index - 1][0].day === view.day ? 1 : 0;
    place.style.top = before ? "16px" : "0";
    track.append(place);
  });
  return make("div", { class: "line" }, make("span", { class: "name" }, firm), track);
}

function showAll() {
  showNews();
  showWatch();
  showTable();
  showTimeline();
}

function options(id, names) {
  $(`#${id}`).replaceChildren(...names.map((value) => make("option", { value })));
}

async function load() {
  const place = $("#views-told");
  const reply = await attempt(place, () => ask("views", { ...chosen(), seen: lastVisit() }), $("#views-show"));
  if (!reply) return;
  tell(place, "");
  told = reply;
  shown = ROWS;
  if (!form().dataset.filled) {
    options("firm-names", reply.firms);
    options("subject-names", reply.subjects);
    options("watch-names", [...reply.firms, ...reply.subjects]);
    form().dataset.filled = "true";
  }
  showAll();
}

async function saveCsv(event) {
  const reply = await attempt($("#views-told"), () => ask("views-csv", chosen()), event.currentTarget);
  if (reply) offer(reply.name, reply.text, "text/csv");
}

function change(one) {
  const quotes = one.shown_by.map((view) => make("li", {}, make("div", { class: "facts" }, make("span", {}, view.said), make("span", {}, view.outlet)), quotation(view)));
  return make("li", { class: isMarked(one) ? "card marked" : "card" }, make("b", {}, `${one.firm}: ${one.subject}`), make("p", { class: "told" }, one.told), make("ul", {}, ...quotes));
}

async function loadChanges(event) {
  event.preventDefault();
  const place = $("#changes");
  const list = make("ul", { class: "cards" });
  tell(place, say("changes.searching"));
  const { firm, about } = chosen();
  await attempt(place, async () => {
    await follow("changes", { firm, about, since: $("#changes-since").value }, (one) => {
      if (!list.isConnected) place.replaceChildren(list);
      list.append(change(one));
    });
    if (!list.children.length) tell(place, say("changes.none"));
  }, $("#changes-show"));
}

function addWatch(event) {
  event.preventDefault();
  const field = $("#watch-name");
  const name = field.value.trim();
  if (!name) return;
  const list = told.subjects.some((one) => one.toLowerCase() === name.toLowerCase()) ? "subjects" : "firms";
  const known = told[list].find((one) => one.toLowerCase() === name.toLowerCase()) || name;
  if (!isWatched(list, known)) toggle(list, known);
  field.value = "";
  showAll();
}

/** Where the tab stands among the others. */
const PLACE = 1;
/** Marks the tab itself where something came in since the last visit. */
export async function startNews() {
  try {
    const { now, count } = await ask("news", { seen: lastVisit() });
    noteVisit(now);
    const tab = document.querySelectorAll('[role="tab"]')[PLACE];
    if (tab && count) tab.dataset.news = count;
  } catch { /* the tab itself tells what is wrong */ }
}

export function start() {
  whenShown("views", (panel) => {
    form().addEventListener("submit", (event) => { event.preventDefault(); load(); });
    form().elements.by.addEventListener("change", showTable);
    $("#views-clear").addEventListener("click", () => { form().reset(); load(); });
    $("#views-csv").addEventListener("click", saveCsv);
    $("#views-more").addEventListener("click", () => { shown += ROWS; showTable(); });
    $("#views-seen").addEventListener("click", () => { markSeen(told.now); load(); });
    $("#watch-form").addEventListener("submit", addWatch);
    $("#changes-form").addEventListener("submit", loadChanges);
    whenSeen(panel, load);
  });
}
