// Thumbs and a comment on an answer, which the server keeps.

import { judge, turnOf } from "./chat.js";
import { ask } from "./doors.js";
import { announce, make, say } from "./words.js";

async function give(turn, thumb, comment) {
  const { row, asked } = turn;
  await ask("feedback", { row, history: asked.history || [], thumb, comment });
}

function askWhy(turn, tools, thumb) {
  tools.parentElement.querySelector(".why")?.remove();
  const field = make("textarea", { rows: "2", maxlength: "2000", "aria-label": say("why"), placeholder: say(`why.${thumb}`) });
  const save = make("button", { type: "submit", class: "quiet" }, say("save"));
  const form = make("form", { class: "why" }, field, save);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await attempt(form, async () => { await give(turn, thumb, field.value.trim()); form.remove(); announce(say("thanks")); tools.querySelector(`[data-thumb="${thumb}"]`).focus(); });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
    if (event.key === "Escape") { event.stopPropagation(); form.remove(); tools.querySelector(`[data-thumb="${thumb}"]`).focus(); }
  });
  tools.after(form);
  field.focus();
}

async function attempt(place, work) {
  place.querySelector?.(".error")?.remove();
  try {
    await work();
  } catch (error) {
    place.append(make("p", { class: "error", role: "alert" }, error.message || say("unreachable")));
  }
}

/** Connects the thumbs under every answer. */
export function start() {
  document.querySelector("#chat").addEventListener("click", (event) => {
    const button = event.target.closest("[data-thumb]");
    const turn = button && turnOf(button);
    if (!turn?.row) return;
    const tools = button.closest(".tools");
    const { thumb } = button.dataset;
    attempt(tools, async () => { await give(turn, thumb, ""); judge(turn, thumb); announce(say("thanks")); askWhy(turn, tools, thumb); });
  });
}
