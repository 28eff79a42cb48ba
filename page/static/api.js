// The page's own endpoints: one request, or a stream of frames.

import { say } from "./words.js";

const root = () => (window.gradio_config && window.gradio_config.root) || location.pathname.replace(/\/$/, "");
const door = (path) => `${root()}/gradio_api/${path}`;

class PageError extends Error {}

async function post(path, data, signal) {
  const reply = await fetch(door(path), {
    method: "POST", signal, headers: { "content-type": "application/json" }, body: JSON.stringify({ data }),
  });
  const told = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new PageError(told.error && reply.status < 500 ? String(told.error) : say("went.wrong"));
  return told;
}

/** The one reply of an endpoint. Throws: PageError with words for the person. */
export async function ask(name, ...data) {
  const told = (await post(`run/${name}`, data)).data[0];
  if (told && told.error) throw new PageError(told.error);
  return told;
}

/** Calls `show` with each frame of an endpoint that streams. */
export async function stream(name, data, signal, show) {
  const { event_id: event } = await post(`call/${name}`, data, signal);
  const reply = await fetch(door(`call/${name}/${event}`), { signal });
  if (!reply.ok) throw new PageError(say("went.wrong"));
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const events = rest.split("\n\n");
    rest = events.pop();
    for (const one of events) {
      const [, kind, text] = one.match(/^event: (\w+)\ndata: (.*)$/s) || [];
      if (kind === "error") throw new PageError(say("went.wrong"));
      if (kind === "generating" || kind === "complete") {
        const frame = JSON.parse(text)[0];
        if (frame && frame.html) show(frame);
      }
    }
  }
}

export { PageError };
