/* The sheet beside the form: scaled to its column, following what is typed, marked where the field in hand stands.

   Each place on the sheet names its field: data-field="commitments/<key>/text"; "units/<key>/" stands for a row. A text
   with data-follows is the field's own value and is copied while one types; the rest comes with the sheet the register
   sends after each keeping. Without this script the sheet shows what was kept last, and two links lead to and fro. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-desk]");
  const paper = form && form.querySelector(".paper");
  if (!paper) return;
  const fields = window.Desk.fieldsOf(form);
  const room = paper.querySelector(".sheet-room");
  const bar = form.querySelector(".desk-bar");
  const narrow = window.matchMedia("(max-width: 56.25rem)");
  let inHand = null; // the field last in focus: its place stays marked while one looks at the sheet

  const sheet = () => room.querySelector("[data-sheet]");
  const places = (selector = "[data-field]") => [...sheet().querySelectorAll(selector)];

  /* --- Scale --- */

  function fit() {
    form.style.setProperty("--bar", `${bar.offsetHeight}px`);
    if (!room.clientWidth) return; // the form is shown
    const scale = room.clientWidth / sheet().offsetWidth;
    paper.style.setProperty("--scale", scale);
    paper.style.setProperty("--tall", `${Math.ceil(sheet().offsetHeight * scale)}px`);
  }

  /* --- From a field to its place, and back --- */

  /* Where a field stands in the document, and the field that stands at a place: "units/7/" stands for a row. */
  const pathOf = (field) => Object.values(fields.placeOf(field.name)).join("/");

  function fieldAt(path) {
    const [section, key, field] = path.split("/");
    if (field === undefined) return named(fields.nameAt({ section, field: key }));
    const exact = named(field && fields.nameAt({ section, key, field }));
    if (exact && exact.type !== "hidden") return exact;
    const row = fields.rowAt({ section, key });
    return row && row.querySelector("textarea, select, input:not([type=hidden])");
  }

  const named = (name) => (name ? fields.all(name)[0] : null);

  function placesOf(path) {
    const row = path.slice(0, path.lastIndexOf("/") + 1);
    const exact = places().filter((place) => place.dataset.field === path);
    if (exact.length || row.split("/").length < 3) return exact;
    return places().filter((place) => place.dataset.field.startsWith(row)).slice(0, 1);
  }

  /* --- Marking --- */

  function mark() {
    places(".in-hand, .held").forEach((place) => place.classList.remove("in-hand", "held"));
    if (!inHand || !inHand.isConnected) return;
    placesOf(pathOf(inHand)).forEach((place) => {
      place.classList.add("in-hand");
      for (let part = place; part !== sheet(); part = part.parentElement) part.classList.toggle("held", "optional" in part.dataset);
    });
  }

  /* Bring the marked place into sight within the sheet's own frame: the page stays where it is. */
  function reveal() {
    const marked = places(".in-hand").map((place) => place.getBoundingClientRect());
    if (!marked.length || narrow.matches) return;
    const frame = paper.getBoundingClientRect();
    const top = Math.max(frame.top, 0);
    const bottom = Math.min(frame.bottom, window.innerHeight - bar.offsetHeight);
    if (marked.some((box) => box.top >= top && box.bottom <= bottom)) return;
    paper.scrollTop += marked[0].top - top - (bottom - top) / 3;
  }

  /* --- Following --- */

  function follow(place) {
    const field = fieldAt(place.dataset.field);
    if (!field || field.matches("select") || pathOf(field) !== place.dataset.field) return;
    if (place.textContent !== field.value) place.textContent = field.value;
    for (let part = place; part !== sheet(); part = part.parentElement) {
      if (!("optional" in part.dataset)) continue;
      const texts = [...part.querySelectorAll("[data-follows]")];
      part.classList.toggle("blank", texts.every((text) => !text.textContent.trim()));
    }
  }

  function renew() {
    places("[data-follows]").forEach(follow);
    mark();
    watched.disconnect();
    watched.observe(sheet());
    watched.observe(room);
    watched.observe(bar);
    fit();
  }

  form.addEventListener("input", (event) => {
    if (!event.target.name) return;
    inHand = event.target;
    places("[data-follows]").filter((place) => place.dataset.field === pathOf(inHand)).forEach(follow);
    mark();
  });
  form.addEventListener("focusin", (event) => {
    if (!event.target.name || !event.target.name.includes("-")) return;
    inHand = event.target;
    mark();
    window.requestAnimationFrame(reveal); // once the page has come to the field
  });

  /* --- A click on the sheet goes to its field --- */

  function goTo(field) {
    for (let part = field.parentElement; part !== form; part = part.parentElement) {
      if (part.matches("details")) part.open = true;
    }
    show("form");
    field.focus({ preventScroll: true });
    field.closest(".field, [data-row]").scrollIntoView({ block: "center" });
    inHand = field;
    mark();
  }

  room.addEventListener("click", (event) => {
    const place = event.target.closest("[data-field]");
    if (!place || !window.getSelection().isCollapsed) return; // words are being copied
    const field = fieldAt(place.dataset.field);
    if (field) goTo(field);
  });

  /* What is missing leads to its field too. */
  document.querySelector(".stage").addEventListener("click", (event) => {
    const remark = event.target.closest("a[data-place]");
    const field = remark && fieldAt(remark.dataset.place);
    if (!field) return;
    event.preventDefault();
    goTo(field);
  });

  /* --- A narrow screen shows one side at a time --- */

  function show(side) {
    form.classList.toggle("shows-form", side === "form");
    form.classList.toggle("shows-sheet", side === "sheet");
    form.querySelectorAll("[data-view]").forEach((link) => {
      if (link.dataset.view === side) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  function look(side) {
    const field = inHand;
    show(side);
    if (side === "form") {
      if (field && field.isConnected) goTo(field);
      return;
    }
    fit();
    const place = sheet().querySelector(".in-hand");
    if (place) place.scrollIntoView({ block: "center" });
    else paper.scrollIntoView();
    paper.focus({ preventScroll: true });
  }

  form.querySelectorAll("[data-view]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      look(link.dataset.view);
    });
  });

  const watched = new ResizeObserver(fit);
  paper.classList.add("scaled");
  show("form");
  renew();
  new MutationObserver(renew).observe(room, { childList: true });
})();
