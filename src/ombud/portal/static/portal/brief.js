// Without this page nothing is lost but comfort: there is a button for each of both things.
const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// She has read it: said once, at her first movement after two seconds with the page before her. A scanner makes none.
const reading = document.querySelector("[data-reading]");
if (reading) {
  const opened = Date.now();
  const signs = ["pointermove", "pointerdown", "scroll", "keydown"];
  const note = () => {
    if (document.hidden || Date.now() - opened < 2000) return;
    for (const sign of signs) removeEventListener(sign, note);
    fetch(reading.action, { method: "POST", body: new FormData(reading), headers: { "X-Requested-With": "fetch" } })
      .then((answer) => { if (answer.ok) reading.remove(); })
      .catch(() => {});
  };
  for (const sign of signs) addEventListener(sign, note, { passive: true });
}
