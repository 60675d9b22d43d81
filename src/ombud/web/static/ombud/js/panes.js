// Beside a list there is room for what is chosen: a click or j/k shows it there; on a narrow screen the link is followed.
(() => {
  const wide = matchMedia("(min-width: 56.25rem)");
  let timer = 0, wanted = "";

  function show(row) {
    const pane = document.getElementById("pane");
    if (!pane || !wide.matches || !row.dataset.pane) return false;
    for (const other of document.querySelectorAll("a.row[aria-current]")) other.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    if (wanted === row.dataset.pane) return true;
    wanted = row.dataset.pane;
    clearTimeout(timer);
    timer = setTimeout(() => htmx.ajax("GET", wanted, { target: "#pane", swap: "innerHTML" }), 60);
    return true;
  }

  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("a.row");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (event.detail === 0) return; // Enter on a focused row opens it whole
    if (show(row)) { event.preventDefault(); row.focus({ preventScroll: true }); }
  });
  document.addEventListener("dblclick", (event) => {
    const row = event.target.closest?.("a.row");
    if (row) location.assign(row.href);
  });
  document.addEventListener("ombud:look", (event) => show(event.target));
})();
