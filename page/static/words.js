// The words that the script says by itself, from the page's table of texts; where this browser keeps things.

let words = {};

export const learn = (desk) => { words = { ...words, ...JSON.parse(desk.dataset.words) }; };

/** The words for a key; `{name}` is filled in, with a value's `$&` as it stands. */
export const say = (key, fields = {}) =>
  Object.entries(fields).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), words[key] || key);

/** Tells it to a screen reader, and shows it on the button that did it. */
export function announce(text, button) {
  document.querySelector("#said").textContent = text;
  if (!button || button.dataset.was) return;
  button.dataset.was = button.textContent;
  button.textContent = text;
  setTimeout(() => { button.textContent = button.dataset.was; delete button.dataset.was; }, 1600);
}

/** An element with attributes and text; never with HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// On a shared page what each user of one browser keeps stays apart.
const [, user = ""] = document.cookie.match(/(?:^|; )streetwise_user=(\w+)/) || [];
const KEY = user ? `streetwise.${user}.` : "streetwise.";
/** What this browser keeps under a name; `fallback` where there is nothing, or what was kept is broken. */
export function recall(name, fallback) {
  try {
    return JSON.parse(localStorage.getItem(KEY + name)) ?? fallback;
  } catch {
    return fallback;
  }
}
/** Keeps a value; false where the browser has no room or forbids it. */
export function keep(name, value) {
  try {
    localStorage.setItem(KEY + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
export function forget(name) {
  try { localStorage.removeItem(KEY + name); } catch { /* nothing was kept */ }
}

/** Puts text on the clipboard, also where the page is not served over https. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", { class: "sr", "aria-hidden": "true" });
    field.value = text;
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    before?.focus();
  }
}
