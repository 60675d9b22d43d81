// A form is sent once; filters send themselves; an act's form comes as a sheet over the page where there is room for one.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; } // the server would not double it either
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-sends-itself]")) event.target.form.requestSubmit();
  });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-sheet]");
    const sheet = document.getElementById("sheet");
    if (!link || !sheet || event.ctrlKey || event.metaKey || event.shiftKey || link.hash) return;
    event.preventDefault();
    link.closest("details[open]")?.removeAttribute("open");
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) { location.assign(link.href); return; }
    sheet.innerHTML = await answer.text();
    sheet.showModal();
    sheet.querySelector("input:not([type=hidden]):not(:disabled), textarea, select")?.focus();
  });
})();
