// What is being written is kept while one writes: a draft, a note, a word to all. Whatever comes between, a lost connection,
// a page that was not ready yet, a tab that is closed, the words are tried again until they are kept.
(() => {
  const WORDS = "textarea[hx-post]";
  const AGAIN = [4, 8, 15, 30, 60]; // seconds until it is tried again; the last one holds for all that follow
  let unkept = null, sent = null, tries = 0, timer = 0;

  function later() {
    clearTimeout(timer);
    timer = setTimeout(again, AGAIN[Math.min(tries++, AGAIN.length - 1)] * 1000);
  }

  function again() {
    if (!unkept?.isConnected) return;
    unkept.dispatchEvent(new CustomEvent("ombud:keep"));
    later();
  }

  function done() {
    clearTimeout(timer);
    unkept = null;
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches?.(WORDS)) return;
    unkept = event.target;
    tries = 0;
    later();
  });
  document.addEventListener("htmx:before:request", (event) => {
    if (unkept && event.detail?.ctx?.sourceElement === unkept) sent = unkept.value;
  });
  document.addEventListener("htmx:after:request", (event) => {
    const asked = event.detail?.ctx;
    if (!unkept || asked?.sourceElement !== unkept || asked.response.status >= 400) return;
    if (unkept.value === sent) done(); // what was typed meanwhile is not kept yet
  });
  document.addEventListener("submit", (event) => { if (event.target === unkept?.form) done(); });

  // Words that could not be kept say so beside themselves; they stay in the field.
  for (const trouble of ["htmx:response:error", "htmx:error"]) {
    document.addEventListener(trouble, (event) => {
      const words = event.detail?.ctx?.sourceElement;
      const place = words?.matches?.(WORDS) ? document.querySelector(words.getAttribute("hx-target")) : null;
      if (place?.dataset.trouble) place.textContent = place.dataset.trouble;
    });
  }
  addEventListener("online", () => { if (unkept) { tries = 0; again(); } });

  // Who leaves within the moment before a draft is kept does not lose the last words.
  addEventListener("pagehide", () => {
    const form = unkept?.form;
    if (!form?.isConnected) return;
    const words = new FormData();
    words.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    words.set(unkept.name, unkept.value);
    if (form.elements.key) words.set("key", form.elements.key.value); // words of a reply that left are kept no more
    if (form.elements.back) words.set("back", form.elements.back.value); // and what came back is kept beside them
    if (form.elements.since) words.set("since", form.elements.since.value); // nor over what somebody else wrote meanwhile
    navigator.sendBeacon(unkept.getAttribute("hx-post"), words);
  });
})();
