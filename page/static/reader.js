// The article behind a mark, beside the chat, at the quoted words; the small box that hovering over a mark shows.

import { ask } from "./doors.js";
import { say } from "./words.js";

const reader = () => document.querySelector("#reader");
const narrow = () => matchMedia("(max-width: 899px)").matches;
let opener = null;

function shut(open) {
  reader().hidden = !open;
  document.querySelector("#cards").hidden = open;
  const covered = open && narrow();
  for (const part of document.querySelectorAll("#talk, #head, [role=tablist]")) part.inert = covered;
  document.body.classList.toggle("reading", covered);
}

/** Opens citation `number` of a turn's row; the focus comes back to `from`. */
export async function open(row, number, from) {
  hideTip();
  const text = document.querySelector("#reader-text");
  let told;
  try {
    told = await ask("chat-article", { row, number });
  } catch (error) {
    document.querySelector("#said").textContent = error.message || say("unreachable");
    return;
  }
  opener = from;
  text.innerHTML = told.html;
  shut(true);
  const here = text.querySelector("#here");
  here?.scrollIntoView({ block: "center" });
  here?.focus({ preventScroll: true });
}

/** Closes the article and goes back to the mark it was opened from. */
export function close({ focus = true } = {}) {
  if (reader().hidden) return;
  shut(false);
  if (!focus) return;
  const back = opener?.isConnected ? opener : document.querySelector("#question-text");
  back.focus();
}

const tip = () => document.querySelector("#tip");
let pointed = null;

function showTip(mark) {
  pointed = mark;
  const box = tip();
  box.querySelector("b").textContent = mark.dataset.place;
  box.querySelector("q").textContent = mark.dataset.quote;
  box.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  placeTip();
}

function placeTip() {
  if (!pointed) return;
  const box = tip();
  const at = pointed.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), innerWidth - size.width - 8);
  const above = at.top - size.height - 6;
  box.style.left = `${left}px`;
  box.style.top = `${above > 8 ? above : at.bottom + 6}px`;
}

function hideTip() {
  pointed?.removeAttribute("aria-describedby");
  pointed = null;
  tip().hidden = true;
}

/** Connects marks, the way back, and Esc. */
export function start() {
  document.querySelector("#reader-close").addEventListener("click", () => close());
  const chat = document.querySelector("#chat");
  for (const kind of ["mouseover", "focusin"]) {
    chat.addEventListener(kind, (event) => {
      const mark = event.target.closest?.(".cite");
      if (mark) showTip(mark);
    });
  }
  chat.addEventListener("focusout", hideTip);
  document.addEventListener("mouseover", (event) => {
    if (pointed && pointed !== document.activeElement && !event.target.closest?.(".cite, #tip")) hideTip();
  });
  // Focusing a mark that is out of sight scrolls to it: the box goes with it.
  document.addEventListener("scroll", placeTip, { passive: true, capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    const inside = reader().contains(document.activeElement);
    if (!tip().hidden && !inside) hideTip();
    else close();
  });
}
