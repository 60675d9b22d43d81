// The composer: two tabs, and the newest word in sight. What the guard finds is in guard.js; without both everything sends.
(() => {
  const composer = (el) => el.closest?.("#write");

  function choose(box, tab) {
    box.dataset.tab = tab;
    for (const one of box.querySelectorAll("[role=tab]")) one.setAttribute("aria-selected", String(one.id === `tab-${tab}`));
    box.querySelector(tab === "note" ? "#note textarea" : "#draft")?.focus();
  }

  // The newest word is what one came for: where thread and head scroll apart, begin at the thread's end.
  function newest() {
    const main = document.querySelector(".case-main:not(.incident-main, .brief-main)");
    if (main && !location.hash && getComputedStyle(main).overflowY === "auto") main.scrollTop = main.scrollHeight;
  }

  document.addEventListener("click", (event) => {
    const tab = event.target.closest?.("#write [role=tab]");
    if (tab) choose(composer(tab), tab.id === "tab-note" ? "note" : "reply");
    const write = event.target.closest?.("[data-write]");
    if (write) {
      const box = document.getElementById("write");
      if (box) { event.preventDefault(); choose(box, "reply"); }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches?.("#write input:not([type=checkbox], [type=file])")) {
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
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail?.ctx?.target?.id === "pane") newest();
  });

  // A reply came back while one writes: its words are put above, the caret stays at its own. While characters are being
  // composed nothing is touched: what is kept next brings it once more.
  let composing = false;
  for (const when of ["compositionstart", "compositionend"]) {
    document.addEventListener(when, () => { composing = when === "compositionstart"; });
  }
  document.addEventListener("htmx:after:swap", (event) => {
    const kept = document.getElementById("kept"), draft = document.getElementById("draft"), back = draft?.form.elements.back;
    const came = event.detail?.ctx?.target === kept && back && !composing ? [...kept.querySelectorAll("[data-came]")] : [];
    const known = new Set(back?.value.split("-"));
    for (const one of came) {
      if (!known.has(one.dataset.came)) above(draft, draft.value.trim() ? `${one.textContent}\n\n` : one.textContent);
      known.add(one.dataset.came);
    }
    if (!came.length) return;
    back.value = [...known].filter(Boolean).join("-");
    document.getElementById("came-back").replaceChildren(...kept.querySelector("[data-came-says]").childNodes);
  });

  function above(draft, words) {
    const from = draft.selectionStart + words.length, to = draft.selectionEnd + words.length, below = draft.scrollHeight - draft.scrollTop;
    const writes = document.activeElement === draft;
    draft.setSelectionRange(0, 0);
    // The browser's own way of writing, so that its undo goes on as before.
    if (!writes || !document.execCommand("insertText", false, words)) {
      draft.setRangeText(words, 0, 0);
      draft.dispatchEvent(new Event("input", { bubbles: true }));
    }
    draft.setSelectionRange(from, to);
    draft.scrollTop = draft.scrollHeight - below;
  }

  // Saved replies are found by name: one types, Enter takes the first that is left.
  document.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.querySelector?.("#find-saved")?.focus();
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target.id !== "find-saved") return;
    const wanted = event.target.value.trim().toLowerCase();
    for (const one of event.target.closest(".menu").querySelectorAll("button")) one.hidden = !one.textContent.toLowerCase().includes(wanted);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "find-saved" || event.key !== "Enter") return;
    event.preventDefault();
    event.target.closest(".menu").querySelector("button:not([hidden])")?.click();
  });

  // Who else is here is asked quietly while one looks; whoever writes says so.
  let wrote = 0;
  document.addEventListener("input", (event) => { if (event.target.id === "draft") wrote = Date.now(); });
  function here() {
    const place = document.getElementById("here");
    if (!place || document.visibilityState !== "visible") return;
    if (Date.now() - wrote < 20000) place.setAttribute("hx-vals", '{"writes": "1"}');
    else place.removeAttribute("hx-vals");
    place.dispatchEvent(new CustomEvent("ombud:here"));
  }
  setInterval(here, 10000);
  document.addEventListener("visibilitychange", here);

  // Seconds left to take a reply back; then the toast says so no more, and its button is gone.
  function count() {
    for (const left of document.querySelectorAll(".toast-left[data-seconds]")) {
      const until = performance.now() + Number(left.dataset.seconds) * 1000;
      const timer = setInterval(() => {
        const seconds = Math.ceil((until - performance.now()) / 1000);
        if (seconds > 0) left.textContent = left.textContent.replace(/\d+/, String(seconds));
        else {
          clearInterval(timer);
          left.closest(".toast").querySelector("form")?.remove();
          left.remove();
          document.getElementById("waiting")?.setAttribute("data-gone", "");
        }
      }, 250);
    }
  }

  addEventListener("DOMContentLoaded", () => { newest(); count(); setTimeout(here, 500); });
})();
