// Files that go with a reply: chosen or dropped, brought one after the other with how far it is, taken out again.
// Without this the form brings them with its own button, and with Send.
(() => {
  const place = () => document.querySelector("#write .attach[data-adds]");
  const list = () => document.getElementById("enclosed");
  const waiting = []; // files still to be brought
  let going = null, wants = null; // the one on its way, and the button that was pressed meanwhile

  const named = (words, name) => words.replace("%(name)s", name);

  function row(file) {
    const line = document.createElement("li"), name = document.createElement("span"), far = document.createElement("progress");
    const stop = document.createElement("button");
    line.className = "file-going";
    name.textContent = file.name;
    name.dir = "auto";
    far.max = 1;
    far.setAttribute("aria-label", file.name);
    stop.type = "button";
    stop.className = "btn btn-icon btn-small";
    stop.textContent = "×";
    stop.setAttribute("aria-label", named(place()?.dataset.stop ?? "", file.name));
    line.append(name, far, stop);
    return { file, line, far, stop };
  }

  function rows() {
    let box = list().querySelector("ul.files");
    if (!box) {
      box = document.createElement("ul");
      box.className = "files";
      list().append(box);
    }
    return box;
  }

  function add(files) {
    if (!place() || !files.length) return;
    for (const said of list().querySelectorAll(".say")) said.remove();
    for (const file of files) {
      const one = row(file);
      one.url = place().dataset.adds;
      one.stop.addEventListener("click", () => leave(one));
      waiting.push(one);
      rows().append(one.line);
    }
    next();
  }

  function leave(one) { // she does not want it after all
    const at = waiting.indexOf(one);
    if (at >= 0) waiting.splice(at, 1);
    if (one === going) one.request.abort();
    one.line.remove();
  }

  function next() {
    if (going) return;
    going = waiting.shift() ?? null;
    if (!going) { done(); return; }
    const one = going, words = new FormData(), request = one.request = new XMLHttpRequest();
    words.set("csrfmiddlewaretoken", document.querySelector("#reply [name=csrfmiddlewaretoken]").value);
    words.set("files", one.file);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) one.far.value = event.loaded / event.total; });
    request.addEventListener("loadend", () => {
      going = null;
      one.line.remove();
      if (request.status === 200 || request.status === 422) show(request.responseText);
      else if (one.line.dataset.left === undefined) failed(one);
      next();
    });
    request.addEventListener("abort", () => { one.line.dataset.left = ""; });
    request.open("POST", one.url);
    request.setRequestHeader("HX-Request", "true");
    request.send(words);
  }

  // What the server says is there; what is still to come stays below it, and what was refused stays said.
  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("enclosed");
    if (!fresh || !list()) return;
    const said = [...list().querySelectorAll(".say")];
    list().replaceWith(fresh);
    fresh.prepend(...said.filter((one) => ![...fresh.querySelectorAll(".say")].some((other) => other.textContent === one.textContent)));
    for (const one of [going, ...waiting]) if (one) rows().append(one.line);
  }

  function failed(one) {
    const said = document.createElement("p"), words = place()?.dataset.failed;
    if (!words || !list()) return;
    said.className = "say say-refused";
    said.setAttribute("role", "alert");
    said.textContent = named(words, one.file.name);
    list().prepend(said);
  }

  function done() { // what was to be sent meanwhile goes now, unless a file did not arrive
    const send = wants;
    wants = null;
    if (!send?.isConnected) return;
    tell("");
    if (!list().querySelector(".say-refused")) send.click();
  }

  function tell(words) {
    const kept = document.getElementById("kept");
    if (kept) kept.textContent = words;
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("#write .attach input[type=file]")) return;
    const files = [...event.target.files];
    event.target.value = ""; // brought by itself, not a second time with the form
    add(files);
  });

  // Chromium opens the window with the space bar alone; elsewhere Enter does, too, and people expect it to.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches?.("#write .attach input[type=file]")) return;
    event.preventDefault();
    event.target.click();
  });

  document.addEventListener("click", async (event) => {
    const out = event.target.closest?.("#enclosed [data-takes-out]");
    if (!out) return;
    event.preventDefault();
    const body = new URLSearchParams({ csrfmiddlewaretoken: document.querySelector("#reply [name=csrfmiddlewaretoken]").value });
    const answer = await fetch(out.formAction, { method: "POST", body, credentials: "same-origin", headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer || !(answer.ok || answer.status === 422)) { out.form.requestSubmit(out); return; }
    show(await answer.text());
    (list().querySelector("[data-takes-out]") ?? document.querySelector("#write .attach input"))?.focus();
  });

  // A reply does not leave without a file that is on its way.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "reply" || !(going || waiting.length) || !event.submitter?.matches("[data-send]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wants = event.submitter;
    tell(place()?.dataset.going ?? "");
  }, true);

  // Dropped anywhere on the composer. Words that are dragged are the field's own business.
  const files = (event) => event.dataTransfer?.types.includes("Files") && place() && event.target.closest?.("#write");
  document.addEventListener("dragover", (event) => {
    const box = document.getElementById("write"), over = files(event);
    if (over) event.preventDefault();
    if (box) over ? box.setAttribute("data-drop", "") : box.removeAttribute("data-drop");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.getElementById("write")?.removeAttribute("data-drop"); });
  document.addEventListener("drop", (event) => {
    document.getElementById("write")?.removeAttribute("data-drop");
    if (!files(event)) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  // Pictures from the clipboard, as one pastes a screenshot.
  document.addEventListener("paste", (event) => {
    if (event.target.id !== "draft" || !event.clipboardData?.files.length || !place()) return;
    event.preventDefault();
    add([...event.clipboardData.files]);
  });
})();
