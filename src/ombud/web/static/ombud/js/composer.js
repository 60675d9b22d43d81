// The composer: two tabs, marks under the words, better words on a press. Without it everything still sends.
(() => {
  const composer = (el) => el.closest?.("#write");
  const points = (text) => Array.from(text); // offsets of the guard are code points

  function choose(box, tab) {
    box.dataset.tab = tab;
    for (const one of box.querySelectorAll("[role=tab]")) one.setAttribute("aria-selected", String(one.id === `tab-${tab}`));
    box.querySelector(tab === "note" ? "#note textarea" : "#draft")?.focus();
  }

  function ready() {
    const box = document.getElementById("write");
    const found = box?.querySelector("#findings");
    const send = box?.querySelector("#reply [data-send]");
    if (!found || !send) return;
    const stops = Number(found.dataset.stops ?? 0);
    const open = found.querySelectorAll('input[name="confirm"]:not(:checked)').length;
    send.toggleAttribute("aria-disabled", false);
    if (stops || open) send.setAttribute("aria-disabled", "true");
    else send.removeAttribute("aria-disabled");
    follow();
  }

  // The newest word is what one came for: where thread and head scroll apart, begin at the thread's end.
  function newest() {
    const main = document.querySelector(".case-main");
    if (main && !location.hash && getComputedStyle(main).overflowY === "auto") main.scrollTop = main.scrollHeight;
  }

  function follow() {
    const draft = document.getElementById("draft"), mirror = document.getElementById("mirror");
    if (!draft || !mirror) return;
    if (mirror.textContent.replace(/\r/g, "") !== draft.value) mirror.textContent = "";
    mirror.scrollTop = draft.scrollTop;
  }

  document.addEventListener("click", (event) => {
    const tab = event.target.closest?.("#write [role=tab]");
    if (tab) choose(composer(tab), tab.id === "tab-note" ? "note" : "reply");
    const write = event.target.closest?.("[data-write]");
    if (write) {
      const box = document.getElementById("write");
      if (box) { event.preventDefault(); choose(box, "reply"); }
    }
    const better = event.target.closest?.("[data-better]");
    if (better) {
      const draft = document.getElementById("draft");
      const text = points(draft.value);
      text.splice(Number(better.dataset.from), Number(better.dataset.to) - Number(better.dataset.from), better.dataset.better);
      draft.value = text.join("");
      draft.focus();
      draft.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const send = event.target.closest?.("[data-send][aria-disabled=true]");
    if (send) {
      event.preventDefault();
      const first = document.querySelector("#findings .finding");
      if (first) { first.open = true; first.querySelector("summary").focus(); }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches?.("#write input:not([type=checkbox])")) {
      event.preventDefault(); // Enter in the date sends nothing and fills nothing
    }
    const tab = event.target.closest?.("#write [role=tab]");
    if (tab && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const other = composer(tab).querySelector(`[role=tab]:not(#${tab.id})`);
      if (other) { event.preventDefault(); choose(composer(tab), other.id === "tab-note" ? "note" : "reply"); other.focus(); }
    }
    if (event.key === "r" && !event.defaultPrevented && document.getElementById("write")?.dataset.tab === "note") {
      const off = document.body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey;
      if (!off && !event.target.closest?.("input, textarea, select, dialog[open]")) {
        event.preventDefault();
        choose(document.getElementById("write"), "reply");
      }
    }
  }, true);
  document.addEventListener("input", (event) => { if (event.target.id === "draft") follow(); });
  document.addEventListener("change", (event) => { if (event.target.name === "confirm") ready(); });
  document.addEventListener("scroll", (event) => { if (event.target.id === "draft") follow(); }, true);
  document.addEventListener("htmx:after:swap", (event) => {
    ready();
    if (event.detail?.ctx?.target?.id === "pane") newest();
  });

  // A draft that could not be kept says so, and how; the words stay in the field.
  for (const trouble of ["htmx:response:error", "htmx:error"]) {
    document.addEventListener(trouble, () => {
      const kept = document.getElementById("kept");
      if (kept?.dataset.trouble) kept.textContent = kept.dataset.trouble;
    });
  }

  addEventListener("DOMContentLoaded", () => {
    ready();
    newest();
  });
})();
