// The tab of articles: adding, feeds, the list with its corrections, and whether the index is whole.

import { ask, follow, send } from "./doors.js";
import { $, attempt, button, dialog, openArticle, tell, whenSeen, whenShown } from "./panels.js";
import { make, say } from "./words.js";

let files = [];
let running = false;
const list = { search: "", order: "published", descending: true, first: 0 };
const PAGE = 25;
let asked = 0;

const newBatch = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`);

function showFiles() {
  $("#chosen").replaceChildren(...files.map((file, index) => make("li", {}, make("span", {}, file.name), make("small", {}, size(file.size)),
    button("×", { class: "remove", "aria-label": say("files.remove", { name: file.name }) }, () => { files.splice(index, 1); showFiles(); $("#file-input").focus(); }))));
}

function choose(chosen) {
  for (const file of chosen) {
    files = files.filter((one) => one.name !== file.name);
    files.push(file);
  }
  showFiles();
}

function startDrop(zone) {
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.remove("over"); });
  }
  zone.addEventListener("drop", (event) => choose(event.dataTransfer.files));
  $("#file-input").addEventListener("change", (event) => { choose(event.target.files); event.target.value = ""; });
}

/** Shows how far a run is; a reader hears the beginnings of its stages, not every step. */
function progress() {
  const bar = make("progress", { "aria-label": say("progress"), max: "1" });
  const line = make("p", { class: "now" });
  const spoken = make("p", { class: "sr", role: "status" }, say("adding"));
  const log = make("ul", { class: "log" });
  $("#summary").replaceChildren(make("div", { class: "progress" }, bar, line, spoken, log));
  let stage = "";
  return (row) => {
    if (row.stage !== stage) { stage = row.stage; spoken.textContent = say(`stage.${stage}`); }
    if (row.total) Object.assign(bar, { max: row.total, value: row.done });
    else bar.removeAttribute("value");
    const count = row.total ? ` ${row.done} / ${row.total}` : "";
    line.textContent = `${say(`stage.${row.stage}`)}${count}${row.name ? `: ${row.name}` : ""}`;
    if (row.outcome) {
      log.prepend(make("li", { class: row.outcome }, make("span", {}, say(row.outcome)), ` ${row.name}`));
      while (log.children.length > 50) log.lastChild.remove();
    }
  };
}

async function run(door, fields, before = null) {
  if (running) return false;
  running = true;
  const show = progress();
  for (const one of document.querySelectorAll("#articles-panel .acts button")) one.disabled = true;
  let done = false;
  await attempt($("#summary"), async () => {
    if (before) await before(show);
    await follow(door, fields, (row) => {
      if (row.html === undefined) { show(row); return; }
      $("#summary").innerHTML = row.html; // made by the page's own `safe`
      done = true;
    });
  });
  running = false;
  for (const one of document.querySelectorAll("#articles-panel .acts button")) one.disabled = false;
  refresh();
  return done;
}

async function addFiles() {
  if (!files.length) { tell($("#summary"), say("add.nothing"), "error"); return; }
  const batch = newBatch();
  const sent = [...files];
  const refused = [];
  const done = await run("add-files", { batch }, async (show) => {
    for (const [index, file] of sent.entries()) {
      show({ stage: "upload", done: index, total: sent.length, name: file.name });
      // One that is refused does not keep the others out.
      await send(batch, file).catch((error) => refused.push(error));
    }
  });
  if (refused.length) $("#summary").append(make("ul", { class: "failed", role: "alert" }, ...refused.map((error) => make("li", { lang: error.lang || document.documentElement.lang }, error.message))));
  if (done) { files = files.filter((file) => !sent.includes(file)); showFiles(); }
}

async function addAddress(event) {
  event.preventDefault();
  const field = $("#address");
  const urls = field.value.split(/\s+/).filter(Boolean);
  const kind = event.submitter?.value === "feed" ? "follow-feed" : "add-urls";
  if (await run(kind, { urls })) field.value = "";
}

function showFeeds(feeds) {
  $("#feeds").hidden = !feeds.length;
  $("#feed-list").replaceChildren(...feeds.map((feed) => make("li", {},
    make("div", {}, make("b", {}, feed.title || feed.url), make("small", {}, `${feed.url} · ${feed.checked}`), feed.problem ? make("small", { class: "error", lang: "en" }, feed.problem) : ""),
    button(say("feed.remove"), { "aria-label": say("feed.remove.named", { name: feed.title || feed.url }) }, async () => {
      if (await attempt($("#summary"), () => ask("unfollow-feed", { url: feed.url }))) refresh();
    }))));
}

function showHealth({ stats, broken, behind }) {
  const state = broken.length ? "broken" : behind.length ? "behind" : "whole";
  const marks = [make("span", { class: `state ${state}` }, say(`health.${state}`))];
  $("#health-state").replaceChildren(...marks, ...[...broken, ...behind].map((one) => make("p", { lang: "en" }, one)));
  if (broken.length) $("#health-state").append(make("p", {}, make("code", {}, "python -m corpus check --repair")));
  $("#health-facts").replaceChildren(...stats.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

function origin(kind, text) {
  return text ? make("small", { class: `origin ${kind}` }, text) : "";
}

function articleRow(one) {
  const title = button(one.title, { class: "title" }, () => openArticle(one));
  const story = one.copies > 1
    ? button(say("story.copies", { count: one.copies }), { class: "link", title: one.story_id }, () => { $("#articles-search").value = one.story_id; find(); })
    : make("small", {}, say("story.alone"));
  const cell = (label, ...children) => make("td", { "data-label": say(label) }, ...children);
  return make("tr", {},
    make("th", { scope: "row", "data-label": say("list.title") }, title, make("small", { class: "source" }, one.source)),
    cell("list.outlet", make("span", {}, one.outlet || say("outlet.unknown")), origin(one.outlet_origin, one.outlet_told)),
    cell("list.published", make("span", { class: "nowrap" }, one.said), origin(one.published_origin, one.published_told)),
    cell("list.story", story),
    cell("list.acts", make("div", { class: "acts" },
      button(say("correct"), { "aria-label": say("correct.named", { title: one.title }) }, () => correct(one)),
      button(say("remove"), { class: "quiet danger", "aria-label": say("remove.named", { title: one.title }) }, () => remove(one)))));
}

async function showList() {
  const turn = ++asked;
  const reply = await attempt($("#list-told"), () => ask("articles", { ...list, most: PAGE }));
  if (!reply || turn !== asked) return;
  if (list.first && list.first >= reply.total) { list.first = 0; await showList(); return; }
  $("#list-as-of").textContent = reply.as_of;
  $("#list-as-of").hidden = !reply.as_of;
  tell($("#list-told"), reply.total ? "" : say("list.none"));
  $("#list-rows").replaceChildren(...reply.rows.map(articleRow));
  $("#list-scroll").hidden = !reply.total;
  const last = Math.min(list.first + PAGE, reply.total);
  $("#list-place").textContent = reply.total ? say("list.place", { first: list.first + 1, last, total: reply.total }) : "";
  $("#list-before").disabled = !list.first;
  $("#list-after").disabled = last >= reply.total;
  for (const head of document.querySelectorAll("#list-scroll th[data-order]")) {
    const on = head.dataset.order === list.order;
    if (on) head.setAttribute("aria-sort", list.descending ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

function find() {
  Object.assign(list, { search: $("#articles-search").value, first: 0 });
  return showList();
}

function sortBy(order) {
  const same = list.order === order;
  Object.assign(list, { order, descending: same ? !list.descending : ["published", "added", "story"].includes(order), first: 0 });
  return showList();
}

function correct(one) {
  const place = make("div", { class: "told" });
  const outlet = make("input", { name: "outlet", value: one.outlet || "", maxlength: "200" });
  const published = make("input", { name: "published", value: one.published || "", placeholder: "2025-09-12", maxlength: "40" });
  const save = make("button", { type: "submit", class: "primary" }, say("save"));
  const form = make("form", {}, make("p", {}, one.title), make("label", {}, say("list.outlet"), outlet), make("label", {}, say("list.published"), published), place,
    make("div", { class: "bar" }, save, make("span", { class: "hint" }, say("correct.about"))));
  const box = dialog("correct-window", say("correct"), form);
  const send = async (change, sender) => {
    tell(place, say("correcting"));
    if (!(await attempt(place, () => ask("correct", { article_id: one.article_id, ...change }), sender))) return;
    box.close();
    await refresh();
    focusRow(one, "correct.named");
  };
  if (one.corrected) {
    const undo = make("button", { type: "button", class: "quiet", id: "correct-undo" }, say("correct.undo"));
    undo.addEventListener("click", () => send({ undo: true }, undo));
    save.after(undo);
  }
  outlet.focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const change = { outlet: outlet.value.trim(), published: published.value.trim() };
    if (change.outlet === (one.outlet || "")) change.outlet = "";
    if (change.published === (one.published || "")) change.published = "";
    await send(change, save);
  });
}

function focusRow(one, key) {
  const name = say(key, { title: one.title });
  const found = [...document.querySelectorAll("#list-rows button")].find((made) => made.getAttribute("aria-label") === name);
  (found || $("#articles-search")).focus();
}

function remove(one) {
  const place = make("div", { class: "told" });
  const sure = make("button", { type: "button", class: "primary danger" }, say("remove"));
  const box = dialog("remove-window", say("remove.sure"), make("p", {}, one.title), make("p", { class: "hint" }, say("remove.about")), place, make("div", { class: "bar" }, sure));
  sure.addEventListener("click", async () => {
    tell(place, say("removing"));
    if (!(await attempt(place, () => ask("remove", { article_ids: [one.article_id] }), sure))) return;
    box.close();
    await refresh();
    $("#articles-search").focus();
  });
}

async function refresh() {
  const state = await attempt($("#health-state"), () => ask("corpus-state"));
  if (state) { showHealth(state); showFeeds(state.feeds); }
  const line = $("#head .status");
  if (state?.status && line) line.textContent = state.status;
  await showList();
}

export function start() {
  whenShown("articles", (panel) => {
    startDrop($("#files"));
    $("#add").addEventListener("click", addFiles);
    $("#address-form").addEventListener("submit", addAddress);
    $("#feeds-refresh").addEventListener("click", () => run("refresh-feeds", {}));
    let waiting = 0;
    $("#articles-search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 200); });
    for (const head of document.querySelectorAll("#list-scroll th[data-order] button")) head.addEventListener("click", () => sortBy(head.parentElement.dataset.order));
    $("#list-before").addEventListener("click", () => { list.first = Math.max(0, list.first - PAGE); showList(); });
    $("#list-after").addEventListener("click", () => { list.first += PAGE; showList(); });
    whenSeen(panel, refresh);
  });
}
