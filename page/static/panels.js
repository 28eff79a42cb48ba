// What the tabs share: beginning a tab once it is shown, telling what went wrong, the article in a window of its own.

import { ask } from "./doors.js";
import { learn, make, say } from "./words.js";

export const $ = (selector, root = document) => root.querySelector(selector);

/** Calls `begin` with a tab's element once, when the framework has put it in place. */
export function whenShown(name, begin) {
  let begun = false;
  const watching = new MutationObserver(look);
  function look() {
    const panel = $(`#${name}-panel`);
    if (begun || !panel) return;
    begun = true;
    watching.disconnect();
    learn(panel);
    begin(panel);
    panel.dataset.ready = "true";
  }
  watching.observe(document.documentElement, { childList: true, subtree: true });
  look();
}

/** Calls `refresh` whenever a tab comes to be seen again. */
export function whenSeen(panel, refresh) {
  new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) refresh(); }).observe(panel);
}

/** Shows a message where `place` is; as an alert where it is an error. */
export function tell(place, text, kind = "notice", lang = "") {
  place.replaceChildren(...(text ? [make("p", { class: kind, role: kind === "error" ? "alert" : "status", ...(lang ? { lang } : {}) }, text)] : []));
}

/** Runs `work`; an error is told at `place`, and the button is out of use meanwhile. */
export async function attempt(place, work, button = null) {
  if (button) button.disabled = true;
  try {
    return await work();
  } catch (error) {
    tell(place, error.message || say("unreachable"), "error", error.lang);
    return null;
  } finally {
    if (button) button.disabled = false;
  }
}

export const button = (text, attributes = {}, act = null) => {
  const made = make("button", { type: "button", class: "quiet", ...attributes }, text);
  if (act) made.addEventListener("click", act);
  return made;
};

/** A window over the page with a heading; the focus goes back to what opened it. */
export function dialog(id, title, ...children) {
  $(`#${id}`)?.remove();
  const close = button(say("close"), { class: "quiet close" }, () => box.close());
  const heading = make("h2", { id: `${id}-title` }, title);
  const box = make("dialog", { id, class: "window", "aria-labelledby": `${id}-title` }, make("header", {}, heading, close), ...children);
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

/** Opens a whole article at the words from `start` to `end`. */
export async function openArticle({ article_id, start = 0, end = 0 }) {
  const text = make("div", { class: "article-text", tabindex: "0", role: "region", "aria-label": say("article") });
  const box = dialog("article-window", say("article"), text);
  const told = await attempt(text, () => ask("article", { article_id, start, end }));
  if (!told || !box.isConnected) return;
  text.innerHTML = told.html; // made by the page's own `safe`
  const here = $("#here", text);
  here?.scrollIntoView({ block: "center" });
  here?.focus({ preventScroll: true });
}
