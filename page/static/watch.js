// What this browser keeps of a reader: the firms and subjects that are watched, and when they were last here.

import { keep, recall } from "./words.js";

const LISTS = ["firms", "subjects"];

export function watched() {
  const held = recall("watch", {});
  return Object.fromEntries(LISTS.map((name) => [name, Array.isArray(held[name]) ? held[name].map(String) : []]));
}
export const isWatched = (list, name) => watched()[list].some((one) => one.toLowerCase() === String(name).toLowerCase());

/** Adds a name to a list, or takes it off; true if it is watched now. */
export function toggle(list, name) {
  const held = watched();
  const on = !isWatched(list, name);
  held[list] = held[list].filter((one) => one.toLowerCase() !== name.toLowerCase());
  if (on) held[list].push(name);
  keep("watch", held);
  return on;
}

export const isMarked = (view) => Boolean((view.firm && isWatched("firms", view.firm)) || (view.subject && isWatched("subjects", view.subject)));

/** The moment of the visit before this one, as the server told it; empty at the first. */
export const lastVisit = () => String(recall("visit", {}).before || "");

/** Notes a visit at the server's `now`; a reload within one visit changes nothing. */
export function noteVisit(now) {
  const held = recall("visit", {});
  let begun = null;
  try { begun = sessionStorage.getItem("streetwise.visit"); } catch { /* then every load is a visit */ }
  if (begun) return;
  keep("visit", { before: held.now || "", now });
  try { sessionStorage.setItem("streetwise.visit", now); } catch { /* as above */ }
}
/** From now on only what comes in after `now` is new. */
export const markSeen = (now) => keep("visit", { before: now, now });
