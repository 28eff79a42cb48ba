// The tab of quality: the last evaluation's figures, and what this person said of answers.

import { ask, offer } from "./doors.js";
import { $, attempt, button, tell, whenSeen, whenShown } from "./panels.js";
import { make, say } from "./words.js";

let report = "";

function table({ columns, rows }) {
  const head = make("tr", {}, ...columns.map((name, index) => make("th", { scope: "col", class: index ? "figure" : "" }, name)));
  const body = rows.map((row) => make("tr", {}, ...row.map((text, index) => make(index ? "td" : "th", index ? { class: "figure" } : { scope: "row", lang: "en" }, text))));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
}

function showReport(told) {
  const place = $("#report");
  if (!told.name) { tell(place, say("report.none")); return; }
  const facts = make("dl", { class: "facts-list" }, ...told.facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  const scroll = make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": say("report") }, table(told.table));
  const parts = [facts, scroll];
  if (told.failed.length) {
    const list = make("ul", { class: "failures" }, ...told.failed.map((one) => make("li", {}, make("b", {}, one.question), make("small", { lang: "en" }, one.why))));
    parts.push(make("details", {}, make("summary", {}, say("report.failed", { count: told.failed.length })), list));
  }
  place.replaceChildren(...parts);
}

async function showPages(pages) {
  $("#report-pages").replaceChildren(...pages.map((name) => make("li", {}, make("span", {}, name),
    button(say("show"), { "aria-label": say("show.named", { name }) }, async (event) => {
      const told = await attempt($("#report-told"), () => ask("report-page", { name }), event.currentTarget);
      if (!told) return;
      // Without any permission: nothing in it runs, loads or leads anywhere.
      const frame = make("iframe", { sandbox: "", title: name, class: "page" });
      frame.srcdoc = told.text;
      $("#report-frame").replaceChildren(frame);
      frame.scrollIntoView({ block: "nearest" });
    }),
    button(say("save"), { "aria-label": say("save.named", { name }) }, async (event) => {
      const told = await attempt($("#report-told"), () => ask("report-page", { name }), event.currentTarget);
      if (told) offer(name, told.text, "text/html");
    }))));
  $("#report-pages-part").hidden = !pages.length;
}

async function loadReport() {
  const told = await attempt($("#report"), () => ask("report", { name: report }));
  if (!told) return;
  const pick = $("#report-name");
  pick.replaceChildren(...told.names.map((name) => make("option", { value: name }, name)));
  pick.value = told.name;
  $("#report-pick").hidden = told.names.length < 2;
  showReport(told);
  showPages(told.pages);
}

function feedbackRow(one) {
  const thumb = make("span", { class: `thumb ${one.thumb}` }, say(`thumb.${one.thumb}`));
  const drop = button(say("remove"), { class: "quiet", "aria-label": say("remove.named", { title: one.question }) }, async () => {
    if (await attempt($("#feedback-told"), () => ask("feedback-remove", { feedback_id: one.feedback_id }))) { await loadFeedback(); $("#feedback-title").focus(); }
  });
  return make("li", { class: "card" }, make("div", { class: "facts" }, thumb, make("span", {}, one.said), drop), make("b", {}, one.question),
    one.comment ? make("p", { class: "comment" }, one.comment) : "", make("p", { class: "answer-said", lang: "en" }, one.answer));
}

async function loadFeedback() {
  const told = await attempt($("#feedback-told"), () => ask("feedback-list"));
  if (!told) return;
  tell($("#feedback-told"), told.rows.length ? say("feedback.count", told.counts) : say("feedback.none"));
  $("#feedback").replaceChildren(...told.rows.map(feedbackRow));
}

export function start() {
  whenShown("quality", (panel) => {
    $("#report-name").addEventListener("change", (event) => { report = event.target.value; loadReport(); });
    whenSeen(panel, () => { loadReport(); loadFeedback(); });
  });
}
