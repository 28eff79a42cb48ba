// Begins once the framework has put the page's HTML in place; dark or light, and the language, are remembered.

import * as chat from "./chat.js";
import * as corpus from "./corpus.js";
import * as feedback from "./feedback.js";
import * as filters from "./filters.js";
import * as quality from "./quality.js";
import * as reader from "./reader.js";
import * as settings from "./settings.js";
import * as views from "./views.js";
import { keep, learn, recall, say } from "./words.js";

const dark = () => document.body.classList.contains("dark");

function applyTheme() {
  const chosen = recall("theme", null);
  if (chosen) document.body.classList.toggle("dark", chosen === "dark");
  document.querySelector("#theme")?.setAttribute("aria-pressed", String(dark()));
}

function startHead() {
  applyTheme();
  document.querySelector("#theme").addEventListener("click", () => {
    keep("theme", dark() ? "light" : "dark");
    applyTheme();
  });
  document.querySelector("#language").addEventListener("click", (event) => {
    keep("language", event.currentTarget.dataset.language);
  });
}

/** The framework names its upload button by other words than it shows, which voice control cannot say, and its menu
 * of tabs in English. */
function nameButtons() {
  for (const button of document.querySelectorAll("button[aria-dropeffect][aria-label]")) button.removeAttribute("aria-label");
  for (const button of document.querySelectorAll(".overflow-menu > button[aria-label]")) {
    if (button.ariaLabel !== say("tabs.more")) button.ariaLabel = say("tabs.more");
  }
}

function start(desk) {
  learn(desk);
  document.documentElement.lang = desk.dataset.language;
  startHead();
  new MutationObserver(nameButtons).observe(document.body, { childList: true, subtree: true });
  nameButtons();
  filters.start();
  reader.start();
  chat.start();
  feedback.start();
  for (const tab of [views, corpus, quality, settings]) tab.start();
  views.startNews();
  desk.dataset.ready = "true";
  // Not where it would open a keyboard over half of the screen.
  if (matchMedia("(hover: hover)").matches) document.querySelector("#question-text").focus({ preventScroll: true });
}

if (recall("language", "en") === "de" && location.pathname === "/") {
  location.replace(`/de/${location.hash}`);
} else {
  const waiting = new MutationObserver(begin);
  let begun = false;
  function begin() {
    const desk = document.querySelector("#desk");
    if (begun || !desk || !document.querySelector("#theme")) return;
    begun = true;
    waiting.disconnect();
    start(desk);
  }
  waiting.observe(document.documentElement, { childList: true, subtree: true });
  begin();
}
