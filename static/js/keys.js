/* Key commands of the desk beside those of its rows: Ctrl+S keeps at once, Alt+PageDown and Alt+PageUp go from part to
   part. The list of all of them shows only where this script runs. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-desk]");
  if (!form) return;
  const list = form.querySelector("[data-keys]");
  if (list) list.hidden = false;
  const FIELD = "textarea, select, input:not([type=hidden]), .actions button, summary";

  const canTake = (field) => !field.disabled && field.getClientRects().length > 0;

  function go(onward) {
    const parts = [...form.querySelectorAll("[data-part]")];
    const here = parts.indexOf(document.activeElement.closest("[data-part]"));
    const next = parts[here + (onward ? 1 : -1)];
    const field = next && [...next.querySelectorAll(FIELD)].find(canTake);
    if (!field) return;
    field.focus();
    next.scrollIntoView({ block: "start" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === "s") form.dispatchEvent(new Event("desk:now"));
    else if (event.altKey && event.key === "PageDown") go(true);
    else if (event.altKey && event.key === "PageUp") go(false);
    else return;
    event.preventDefault();
  });

  // What was carried over is somebody's own words once they touch it.
  form.addEventListener("input", (event) => {
    const field = event.target.closest("[data-carried]");
    if (field) delete field.dataset.carried;
  });
})();
