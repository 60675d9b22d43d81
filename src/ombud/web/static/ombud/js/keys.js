// Single keys. They act outside fields only, never with a modifier, and not at all where the member switched them off.
// An element says which key is its own by data-key; rows are what j and k go through.
(() => {
  const off = () => document.body.dataset.keys === "off";
  const inField = (el) => el?.closest?.("input, textarea, select, [contenteditable], dialog[open] form");
  const rows = () => [...document.querySelectorAll("a.row")];
  const here = () => document.activeElement?.closest?.("a.row") ?? document.querySelector("a.row[aria-current]");
  let leader = "", leaderTimer = 0;

  function step(by) {
    const all = rows();
    if (!all.length) {
      const way = document.querySelector(by > 0 ? "[data-next]" : "[data-previous]");
      way?.click();
      return;
    }
    const at = all.indexOf(here());
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    next.dispatchEvent(new CustomEvent("ombud:look", { bubbles: true }));
  }

  function help() {
    const sheet = document.getElementById("keys");
    if (sheet && !sheet.open) sheet.showModal();
  }

  function press(key) {
    const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
    const target = all.find((el) => el.offsetParent !== null) ?? all.find((el) => el.closest("details.more"));
    if (!target) return false;
    if (target.matches("textarea, input, select")) target.focus();
    else target.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const field = inField(event.target);
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const form = event.target.closest?.("form");
      if (form?.matches("[data-sends]")) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-send]")); }
      return;
    }
    if (event.key === "Escape" && field?.matches?.("textarea, input") && !event.target.closest("dialog")) {
      event.target.blur();
      return;
    }
    if (off() || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key, sheet = document.querySelector("dialog[open]");
    const typing = event.target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])");
    if (sheet) { // in a sheet, figures choose what they stand beside
      const chosen = !typing && /^[1-9]$/.test(key) && sheet.querySelector(`[data-key="${key}"]`);
      if (chosen) { event.preventDefault(); chosen.focus(); chosen.click(); }
      return;
    }
    if (field) return;
    if (leader === "g") {
      leader = "";
      const to = { o: "/", a: "/cases/", i: "/incidents/", b: "/briefs/" }[key];
      if (to) { event.preventDefault(); location.assign(to); }
      return;
    }
    if (key === "g") {
      leader = "g";
      clearTimeout(leaderTimer);
      leaderTimer = setTimeout(() => { leader = ""; }, 1200);
    } else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "?") help();
    else if (key === "u" || key === "Escape") {
      const menu = document.querySelector("details.more[open], details.me[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
      document.querySelector("[data-back]")?.click();
    } else if (key.length === 1 && press(key)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-keys-help]")) help();
    for (const menu of document.querySelectorAll("details.more[open], details.me[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
})();
