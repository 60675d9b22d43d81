// What the guard finds while one writes: asked for at each key, one question at a time, however fast one types.
// Marks stay where their words are until the answer comes; what is found stands beside the words, never over them.
(() => {
  // Marks are promised within 100 ms, most of which belongs to the guard. One question at a time is what spares the server;
  // this only makes one of keys that are struck together.
  const REST = 10; // milliseconds without a key
  const field = () => document.getElementById("draft");
  const mirror = () => document.getElementById("mirror");
  const found = () => document.getElementById("findings");
  const all = () => [...(found()?.querySelectorAll(".finding") ?? [])];
  let timer = 0, asking = false, asked = null;
  let shown = null, then = null; // the words to which the findings belong; what is done once they belong to these
  let said = 0; // how often that changed which is said about the words: a tick, words with which a rule is taken on

  const units = (text, points) => Array.from(text).slice(0, points).join("").length; // the guard counts code points

  // The text in the mirror becomes the text in the field without losing the marks around what was typed.
  function follow() {
    const draft = field(), under = mirror();
    if (!draft || !under) return;
    const was = under.textContent, is = draft.value;
    if (was !== is) {
      let head = 0, tail = 0;
      while (head < was.length && head < is.length && was[head] === is[head]) head++;
      while (tail < was.length - head && tail < is.length - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail++;
      put(under, head, was.length - tail, is.slice(head, is.length - tail));
      if (under.textContent !== is) under.textContent = is;
    }
    under.scrollTop = draft.scrollTop;
  }

  function put(under, from, to, words) {
    const walker = document.createTreeWalker(under, NodeFilter.SHOW_TEXT);
    let at = 0, written = false;
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const length = node.data.length, start = Math.max(from - at, 0), end = Math.min(to - at, length);
      if (!written && from <= at + length) {
        node.replaceData(start, Math.max(end - start, 0), words);
        written = true;
      } else if (end > start) node.replaceData(start, end - start, "");
      at += length;
      if (at > to && written) break;
    }
    if (!written) under.append(words);
  }

  async function ask() {
    const draft = field(), form = draft?.form;
    if (!draft?.dataset.looks || asking || asked === draft.value) return;
    asking = true;
    let lost = false;
    const words = asked = draft.value, before = said;
    try {
      const typed = new FormData(form);
      typed.delete("files");
      const body = new URLSearchParams(typed);
      const answer = await fetch(draft.dataset.looks, { method: "POST", body, credentials: "same-origin", headers: { "HX-Request": "true" } });
      const html = await answer.text();
      // What was said meanwhile is not in this answer, and would be lost with it.
      if (answer.ok && draft.isConnected && said === before) show(html, words);
      else asked = null;
    } catch { asked = null; lost = true; } // without a connection the guard speaks when it is sent
    asking = false;
    const newer = field()?.value !== words || said !== before;
    if (newer) later();
    if (!newer || lost) { const use = then; then = null; use?.(); }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, REST);
  }

  function again() { // not the words changed, but what is said about them
    ready();
    said++;
    asked = null;
    later();
  }

  function show(html, words) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const open = found().querySelector(".finding[open]")?.dataset.entry;
    const fresh = page.getElementById("findings");
    const same = [...fresh.querySelectorAll(".finding")].find((one) => one.dataset.entry === open);
    if (same) for (const one of fresh.querySelectorAll(".finding")) one.open = one === same;
    if (!found().contains(document.activeElement)) found().replaceWith(fresh);
    else moved(fresh);
    shown = words;
    const marks = page.getElementById("mirror");
    if (marks.textContent === words) mirror().replaceChildren(...marks.childNodes);
    for (const told of ["says", "left"]) document.getElementById(told)?.replaceWith(page.getElementById(told));
    ready();
    document.dispatchEvent(new CustomEvent("ombud:looked"));
  }

  // Who is among the findings keeps them; where their words stand is told anew.
  function moved(fresh) {
    const left = [...fresh.querySelectorAll(".finding")];
    for (const one of all()) {
      const at = left.findIndex((other) => other.dataset.entry === one.dataset.entry);
      if (at < 0) { delete one.dataset.aroundFrom; continue; } // it is found no more
      for (const what of ["from", "to", "words", "aroundFrom", "aroundTo"]) one.dataset[what] = left[at].dataset[what] ?? "";
      left.splice(at, 1);
    }
  }

  // What still stops it: words with which somebody takes a rule on herself lift that rule, a tick lifts a warning.
  function ready() {
    const box = found(), send = document.querySelector("#reply [data-send]");
    follow();
    if (!box || !send) return;
    const lifted = new Set([...box.querySelectorAll("input[name^=because-]")].filter((one) => one.value.trim()).map((one) => one.name.slice(8)));
    const stops = all().some((one) => one.matches(".finding-stop") && !lifted.has(one.dataset.rule));
    if (stops || box.querySelector('input[name="confirm"]:not(:checked)')) send.setAttribute("aria-disabled", "true");
    else send.removeAttribute("aria-disabled");
  }

  function go(finding) {
    if (!finding) return;
    for (const one of all()) one.open = one === finding;
    (finding.querySelector("[data-better]") ?? finding.querySelector("input[name=confirm]") ?? finding.querySelector("summary")).focus();
  }

  function next() {
    const list = all();
    const at = list.indexOf(document.activeElement?.closest?.(".finding"));
    go(list[(at + 1) % list.length]);
  }

  const span = (finding, from, to) => [units(field().value, Number(finding.dataset[from])), units(field().value, Number(finding.dataset[to]))];

  // Where the finding's words stand now, or null once they were changed. What is missing belongs to a place in words that were read whole.
  function words(finding) {
    const draft = field(), [from, to] = span(finding, "from", "to");
    if (to > from) return draft.value.slice(from, to) === finding.dataset.words ? [from, to] : null;
    return draft.value === shown && finding.dataset.aroundFrom ? span(finding, "aroundFrom", "aroundTo") : null;
  }

  function reword(finding) {
    const draft = field(), place = finding && words(finding);
    draft.focus();
    if (place) draft.setSelectionRange(...place);
  }

  // A sentence that was not whole yet when the guard read it is read first, or its end would stay behind.
  function whole(finding, better) {
    if (shown === field().value) { use(finding, better); return; }
    then = () => use(finding.isConnected ? finding : all().find((one) => one.dataset.entry === finding.dataset.entry) ?? finding, better);
    ask();
  }

  function use(finding, better) {
    const draft = field(), found = words(finding);
    draft.focus();
    if (!found || !finding.dataset.aroundFrom) { later(); return; }
    // Better words are a sentence: they take the place of the one around what was found, and what is missing goes where it belongs.
    const place = span(finding, "aroundFrom", "aroundTo");
    draft.setSelectionRange(...place);
    // The browser's own way of writing, so that its undo takes it back.
    if (!document.execCommand("insertText", false, better)) {
      draft.setRangeText(better, ...place, "end");
      draft.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  document.addEventListener("click", (event) => {
    const finding = event.target.closest?.("#findings .finding");
    const better = event.target.closest?.("[data-better]");
    if (better && field()) whole(finding, better.dataset.better);
    if (event.target.closest?.("[data-reword]") && field()) reword(finding);
    const send = event.target.closest?.("[data-send][aria-disabled=true]");
    if (send) {
      event.preventDefault();
      go(all().find((one) => one.matches(".finding-stop")) ?? all().find((one) => one.querySelector("input[name=confirm]:not(:checked)")));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8" && all().length) { event.preventDefault(); next(); }
    if (event.key === "Escape" && field() && event.target.closest?.("#findings")) {
      event.preventDefault();
      reword(event.target.closest(".finding"));
    }
    // Ctrl+Enter meets the same closed door as a click.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest?.("#reply")) {
      const send = document.querySelector("#reply [data-send][aria-disabled=true]");
      if (send) { event.preventDefault(); event.stopPropagation(); send.click(); }
    }
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target.id === "draft") { follow(); later(); }
    if (event.target.name?.startsWith("because-")) again();
  });
  document.addEventListener("change", (event) => { if (event.target.name === "confirm") again(); });
  document.addEventListener("scroll", (event) => { if (event.target.id === "draft") follow(); }, true);
  // A field that came with the page was looked at on the server.
  let known = null;
  function arrive() {
    if (field() === known) return;
    known = field();
    shown = asked = known?.value ?? null;
    then = null;
    ready();
  }
  document.addEventListener("htmx:after:swap", arrive);
  addEventListener("DOMContentLoaded", arrive);
})();
