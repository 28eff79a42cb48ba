// The doors behind the tabs: one JSON object there, one back, or a line each as it comes.

import { say } from "./words.js";

/** Words for the person; `lang` where they are not in the language of the page. */
class DoorError extends Error {
  constructor(words, lang = "") { super(words); this.lang = lang; }
}
export { DoorError };

const language = () => document.documentElement.lang || "en";

async function knock(name, fields, signal) {
  let reply;
  try {
    reply = await fetch(`/desk/${name}`, {
      method: "POST", signal, headers: { "content-type": "application/json" },
      body: JSON.stringify({ language: language(), ...fields }),
    });
  } catch {
    throw new DoorError(say("unreachable"));
  }
  if (reply.status === 401) { location.assign("/login"); throw new DoorError(say("unreachable")); }
  if (!reply.ok) {
    const told = await reply.json().catch(() => ({}));
    if (told.error && reply.status < 500) throw new DoorError(told.error, told.lang);
    throw new DoorError(say("went.wrong"));
  }
  return reply;
}

/** The reply of a door. Throws: DoorError with words for the person. */
export async function ask(name, fields = {}) {
  const told = await (await knock(name, fields)).json();
  if (told.error) throw new DoorError(told.error, told.lang);
  return told;
}

/** Calls `show` with each line that a door sends. Throws: DoorError as `ask`. */
export async function follow(name, fields, show, signal) {
  const reader = (await knock(name, fields, signal)).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value || "")).split("\n");
    rest = done ? "" : lines.pop();
    for (const line of lines.filter(Boolean)) {
      const told = JSON.parse(line);
      if (told.error) throw new DoorError(told.error, told.lang);
      show(told);
    }
    if (done) return;
  }
}

/** Sends one file of a batch. Throws: DoorError as `ask`. */
export async function send(batch, file) {
  const place = `/desk/upload?${new URLSearchParams({ batch, name: file.name, language: language() })}`;
  let told;
  try {
    const reply = await fetch(place, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file });
    told = await reply.json().catch(() => ({ error: `HTTP ${reply.status}` }));
  } catch {
    throw new DoorError(say("unreachable"));
  }
  if (told.error) throw new DoorError(`${file.name}: ${told.error}`, told.lang);
}

/** Hands the person a file. */
export function offer(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
