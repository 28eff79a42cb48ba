// The chats that this browser keeps, newest first.

import { forget, keep, make, recall, say } from "./words.js";

const MOST = 50;
const all = () => recall("chats", []).filter((chat) => chat && Array.isArray(chat.turns));

/** Keeps a chat; the oldest ones make room where the browser has none left. */
export function save(chat) {
  if (!chat.turns.length) return;
  let chats = [chat, ...all().filter((one) => one.id !== chat.id)].slice(0, MOST);
  while (!keep("chats", chats) && chats.length > 1) chats = chats.slice(0, -1);
}

export const find = (id) => all().find((chat) => chat.id === id);

export function drop(id) {
  keep("chats", all().filter((chat) => chat.id !== id));
}

function list(open, dropped) {
  const rows = all().map((chat) => {
    const title = String(chat.title || "");
    const pick = make("button", { type: "button", class: "title" }, title,
      make("small", {}, new Date(chat.at).toLocaleString(document.documentElement.lang)));
    pick.addEventListener("click", () => { document.querySelector("#chats").close(); open(chat); });
    const remove = make("button", { type: "button", class: "remove", "aria-label": say("chats.delete", { title }) }, "×");
    remove.addEventListener("click", () => {
      drop(chat.id);
      dropped(chat.id);
      list(open, dropped);
      document.querySelector("#chats-close").focus();
    });
    return make("li", {}, pick, remove);
  });
  const place = document.querySelector("#chats ul");
  place.replaceChildren(...(rows.length ? rows : [make("li", { class: "empty" }, say("chats.none"))]));
  document.querySelector("#chats-delete-all").hidden = !rows.length;
}

/** Connects the dialog; `open` shows a chat, `dropped` is told the id of one that was deleted, or "all". */
export function start(open, dropped) {
  const dialog = document.querySelector("#chats");
  document.querySelector("#chats-open").addEventListener("click", () => { list(open, dropped); dialog.showModal(); });
  document.querySelector("#chats-close").addEventListener("click", () => dialog.close());
  document.querySelector("#chats-delete-all").addEventListener("click", () => {
    forget("chats");
    dropped("all");
    list(open, dropped);
    document.querySelector("#chats-close").focus();
  });
}
