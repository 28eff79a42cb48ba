"use strict";
(() => {
  const rows = [...document.querySelectorAll("tr[data-kind]")];
  const kind = document.getElementById("kind");
  const verdict = document.getElementById("verdict");
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  document.getElementById("filter").classList.remove("hidden");

  function show() {
    const wanted = words.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const fits =
        (!kind.value || row.dataset.kind === kind.value) &&
        (!verdict.value || row.dataset.verdicts.split(" ").includes(verdict.value)) &&
        (!wanted || row.textContent.toLowerCase().includes(wanted));
      row.classList.toggle("hidden", !fits);
      count += fits ? 1 : 0;
    }
    shown.textContent = `${count} of ${rows.length} questions`;
  }

  for (const control of [kind, verdict, words]) control.addEventListener("input", show);
  document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("tr:not(.hidden) details")) one.open = true;
  });
  show();
})();
