// The tab of settings: what is set, light or dark, the language, who is logged in.

import { ask } from "./doors.js";
import { $, attempt, whenSeen, whenShown } from "./panels.js";
import { forget, keep, make, recall, say } from "./words.js";

const theme = () => recall("theme", null) || "system";
const wantsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

function applyTheme(chosen) {
  if (chosen === "system") forget("theme"); else keep("theme", chosen);
  const dark = chosen === "dark" || (chosen === "system" && wantsDark());
  document.body.classList.toggle("dark", dark);
  $("#theme")?.setAttribute("aria-pressed", String(dark));
}

function showTheme() {
  for (const box of document.querySelectorAll('#settings-panel [name="theme"]')) box.checked = box.value === theme();
}

/** Text whose parts between backticks are code. */
const coded = (text) => text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));

async function load() {
  showTheme();
  const told = await attempt($("#settings-told"), () => ask("settings"));
  if (!told) return;
  $("#settings-rows").replaceChildren(...told.rows.map((row) => make("tr", {},
    make("th", { scope: "row", "data-label": say("setting.name") }, make("code", {}, row.name)),
    make("td", { "data-label": say("setting.value") }, row.value ? make("code", {}, row.value) : make("span", { class: "empty" }, say("setting.none")), row.set ? make("span", { class: "fresh" }, say("setting.set")) : ""),
    make("td", { "data-label": say("setting.meaning") }, make("span", {}, ...coded(row.meaning))))));
  $("#keys").replaceChildren(...told.keys.map((key) => make("li", {}, make("code", {}, key.name), make("span", { class: `state ${key.set ? "whole" : "unset"}` }, say(key.set ? "key.set" : "key.unset")))));
  $("#account").hidden = !told.user;
  $("#account-name").textContent = told.user;
}

export function start() {
  whenShown("settings", (panel) => {
    panel.addEventListener("change", (event) => { if (event.target.name === "theme") applyTheme(event.target.value); });
    for (const link of panel.querySelectorAll("[data-language]:not(.panel)")) link.addEventListener("click", () => keep("language", link.dataset.language));
    $("#log-out").addEventListener("click", async () => {
      await fetch("/logout", { method: "POST" }).catch(() => null);
      location.assign("/");
    });
    whenSeen(panel, load);
  });
}
