// The chat: asks, shows the growing answer, stops, asks again; keeps what was asked in this browser.

import * as chats from "./chats.js";
import { DoorError, ask, follow as receive, offer } from "./doors.js";
import * as filters from "./filters.js";
import * as reader from "./reader.js";
import { announce, copy, make, say } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const box = () => $("#question-text");
/** Turns of the chat that is shown: `{ asked, row, copy, sources, element }`. */
let turns = [];
let id = "";
let running = null;

/** Turns sent in one request, which may hold a megabyte. */
const AT_ONCE = 40;
/** The turn that an element stands in. */
export const turnOf = (element) => turns.find((turn) => turn.element.contains(element));

const CURRENT = "streetwise.current";
const newId = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
const history = (before) => turns.slice(0, before).filter((turn) => turn.row).map((turn) => turn.row.question);

function remember() {
  const kept = turns.filter((turn) => turn.row).map(({ asked, row, thumb }) => ({ asked, row, thumb }));
  if (!kept.length) return;
  chats.save({ id, title: kept[0].row.question.slice(0, 120), at: Date.now(), turns: kept });
  try { sessionStorage.setItem(CURRENT, id); } catch { /* a reload then begins anew */ }
}

/** Shows which thumb a person gave an answer, and keeps it with the chat. */
export function judge(turn, thumb) {
  turn.thumb = thumb;
  pressThumb(turn);
  remember();
}

function pressThumb(turn) {
  for (const one of turn.element.querySelectorAll("[data-thumb]")) {
    one.setAttribute("aria-pressed", String(one.dataset.thumb === turn.thumb));
  }
}

function fill(turn, frame) {
  const focused = turn.element.contains(document.activeElement) ? document.activeElement.dataset.open : null;
  turn.element.innerHTML = frame.html;
  if (focused) turn.element.querySelector(`[data-open="${CSS.escape(focused)}"]`)?.focus();
  if (frame.sources !== undefined) turn.sources = frame.sources;
  if (frame.row) Object.assign(turn, { row: frame.row, copy: frame.copy });
  showSources();
}

function showSources() {
  for (const form of ["markdown", "html"]) $(`#save-${form}`).hidden = !turns.some((turn) => turn.row);
  const place = $("#sources");
  const last = turns.at(-1);
  if (!turns.some((turn) => turn.sources)) {
    place.replaceChildren(make("p", { class: "empty" }, place.dataset.empty));
    return;
  }
  place.innerHTML = last.sources || "";
  for (const turn of turns.slice(0, -1).reverse()) {
    if (!turn.row?.citations.length) continue;
    const name = place.dataset.earlier.replace("{question}", turn.row.question);
    const folded = make("details", {}, make("summary", {}, name));
    folded.insertAdjacentHTML("beforeend", turn.sources);
    place.append(folded);
  }
}

function addTurn(asked) {
  const element = make("article", { class: "turn", "data-turn": turns.length });
  const bubble = make("div", { class: "asked" }, asked.question.slice(0, 2000));
  element.append(bubble, make("div", { class: "notice" }, say("searching")));
  $("#welcome").hidden = true;
  $("#chat").append(element);
  const turn = { asked, row: null, copy: "", sources: "", element };
  turns.push(turn);
  return turn;
}

/** Scrolls so far that the turn's end is seen, but never past its question. */
function follow(turn) {
  const chat = $("#chat");
  if (getComputedStyle(chat).overflowY === "visible") {
    turn.element.scrollIntoView({ block: turn.element.offsetHeight > innerHeight - 160 ? "start" : "nearest" });
    return;
  }
  const top = turn.element.offsetTop - chat.offsetTop - 16;
  chat.scrollTop = Math.min(top, turn.element.offsetTop + turn.element.offsetHeight - chat.offsetTop - chat.clientHeight + 16);
}

function setRunning(controller) {
  running = controller;
  $("#send").hidden = Boolean(controller);
  $("#stop").hidden = !controller;
  $("#chat").setAttribute("aria-busy", String(Boolean(controller)));
}

/** Asks `{ question, as_of, filters, without, history }` as the chat's next turn. */
export async function put(asked) {
  if (running) stop();
  reader.close({ focus: false });
  const turn = addTurn({ history: history(turns.length), without: [], ...asked });
  follow(turn);
  const controller = new AbortController();
  setRunning(controller);
  try {
    await receive("chat", { asked: turn.asked, anchor: `s${turns.length}` }, (frame) => {
      if (controller.signal.aborted) return;
      fill(turn, frame);
      follow(turn);
      if (frame.failed && !box().value) box().value = asked.question;
      if (frame.row) remember();
    }, controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return;
    const words = error instanceof DoorError && error.message ? error.message : say("unreachable");
    turn.element.querySelector(".notice")?.remove();
    turn.element.append(make("div", { class: "error", role: "alert", lang: error.lang || document.documentElement.lang }, words));
    if (!box().value) box().value = asked.question;
  } finally {
    if (running === controller) setRunning(null);
    grow();
  }
}

function stop() {
  const turn = turns.at(-1);
  running.abort();
  setRunning(null);
  turn.element.querySelector(".notice")?.remove();
  const again = make("div", { class: "tools" });
  for (const tool of ["retry", "edit"]) again.append(make("button", { type: "button", "data-tool": tool }, say(tool)));
  turn.element.append(make("div", { class: "notice", role: "status" }, say("stopped")), again);
}

function cut(count) {
  for (const turn of turns.splice(count)) turn.element.remove();
  showSources();
}

function again(index, change = {}) {
  const { asked } = turns[index];
  cut(index);
  return put({ ...asked, ...change, history: history(index) });
}

function edit(turn) {
  const field = make("textarea", { "aria-label": say("question"), rows: 2 });
  field.value = turn.asked.question;
  const send = make("button", { type: "submit", class: "primary" }, say("ask.again"));
  const cancel = make("button", { type: "button", class: "quiet" }, say("cancel"));
  const form = make("form", { class: "editing" }, field, send, cancel);
  const bubble = turn.element.querySelector(".asked");
  bubble.replaceWith(form);
  const leave = () => { form.replaceWith(bubble); turn.element.querySelector('[data-tool="edit"]')?.focus(); };
  cancel.addEventListener("click", leave);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); leave(); }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    again(turns.indexOf(turn), { question: field.value, without: [] });
    box().focus();
  });
  field.focus();
  field.select();
}

const linkOf = (turn) => {
  const { as_of, filters: chosen, without } = turn.asked;
  const question = (turn.row && turn.row.standalone) || turn.asked.question;
  return location.origin + location.pathname + filters.toFragment({ question, as_of, filters: chosen, without });
};

async function use(tool, turn, button) {
  if (tool === "retry") again(turns.indexOf(turn));
  else if (tool === "edit") edit(turn);
  else if (tool === "copy") { await copy(turn.copy); announce(say("copied"), button); }
  else if (tool === "link") { await copy(linkOf(turn)); announce(say("copied"), button); }
}

async function save(form, button) {
  const rows = turns.filter((turn) => turn.row).map((turn) => turn.row);
  if (!rows.length) return;
  try {
    const { name, text } = await ask("chat-export", { rows, form });
    offer(name, text, form === "html" ? "text/html" : "text/markdown");
  } catch (error) {
    announce(error.message || say("unreachable"), button);
  }
}

function clear() {
  if (running) { running.abort(); setRunning(null); }
  reader.close({ focus: false });
  cut(0);
  id = newId();
  try { sessionStorage.removeItem(CURRENT); } catch { /* nothing was kept */ }
  $("#welcome").hidden = false;
  box().value = "";
  grow();
  if (location.hash) window.history.replaceState(null, "", location.pathname);
  box().focus();
}

async function show(chat) {
  clear();
  const rows = chat.turns.map((turn) => turn.row);
  let frames;
  try {
    frames = [];
    for (let first = 0; first < rows.length; first += AT_ONCE) {
      frames.push(...(await ask("chat-kept", { rows: rows.slice(first, first + AT_ONCE), first: first + 1 })).frames);
    }
  } catch (error) {
    $("#welcome").hidden = true;
    const turn = addTurn({ question: String(chat.title || "") });
    turn.element.append(make("div", { class: "error", role: "alert", lang: error.lang || document.documentElement.lang }, error.message || say("unreachable")));
    return;
  }
  id = chat.id;
  frames.forEach((frame, index) => {
    const turn = addTurn(chat.turns[index].asked);
    fill(turn, frame);
    turn.thumb = chat.turns[index].thumb;
    pressThumb(turn);
  });
  const last = turns.at(-1);
  if (last) filters.write(last.asked);
  try { sessionStorage.setItem(CURRENT, id); } catch { /* a reload then begins anew */ }
}

function grow() {
  const field = box();
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 140)}px`;
}

function onClick(event) {
  const button = event.target.closest("button, a.cite");
  if (!button) return;
  const shown = event.target.closest(".turn");
  const turn = shown ? turns.find((one) => one.element === shown) : null;
  const { ask: question, without, tool, open } = button.dataset;
  if (question) { put({ question, ...filters.read() }); box().focus(); }
  else if (tool && turn) use(tool, turn, button);
  else if (without && turn) {
    put({ ...turn.asked, without: [...(turn.asked.without || []), without] });
    box().focus();
  } else if (open) {
    event.preventDefault();
    const [number, citation] = open.slice(1).split("-").map(Number);
    const row = turns[number - 1]?.row;
    if (row) reader.open(row, citation, button);
  }
}

/** Connects the chat, and shows what a link or a reload asks for. */
export function start() {
  id = newId();
  $("#ask-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const question = box().value;
    box().value = "";
    grow();
    put({ question, ...filters.read() });
  });
  box().addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      $("#ask-form").requestSubmit();
    }
  });
  box().addEventListener("input", grow);
  $("#stop").addEventListener("click", () => { stop(); box().focus(); });
  $("#clear").addEventListener("click", clear);
  $("#desk").addEventListener("click", onClick);
  $("#save-markdown").addEventListener("click", (event) => save("markdown", event.target));
  $("#save-html").addEventListener("click", (event) => save("html", event.target));
  chats.start(show, (dropped) => { if (dropped === "all" || dropped === id) clear(); });
  showSources();
  grow();
  restore();
}

function restore() {
  const linked = filters.fromFragment(location.hash);
  let current = null;
  try { current = sessionStorage.getItem(CURRENT); } catch { /* nothing was kept */ }
  const chat = current && chats.find(current);
  if (linked) {
    filters.write(linked);
    window.history.replaceState(null, "", location.pathname);
    put(linked);
  } else if (chat) {
    show(chat);
  }
  window.addEventListener("hashchange", () => {
    const next = filters.fromFragment(location.hash);
    if (next) { clear(); filters.write(next); put(next); }
  });
}
