/* Text pasted at the desk in an old font (TCVN3, VNI): converted by the register, said under the field, and put back by
   one key: the button, or Escape in the field. Without this script the page that takes the form asks the same. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-old-fonts]");
  if (!form) return;
  const mayBeOld = (text) => /[\u00a1-\u00ff]/.test(text) && !/[\u0100-\u0240\u0300-\u0330\u1ea0-\u1eff]/.test(text);

  function put(field, text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function tell(field, typed, answer) {
    const note = Object.assign(document.createElement("p"), { className: "notice", textContent: `${answer.words} ` });
    const back = Object.assign(document.createElement("button"), { type: "button", className: "button quiet" });
    note.setAttribute("role", "status");
    back.textContent = answer.back;
    note.append(back);
    const undo = () => {
      put(field, typed);
      field.focus();
      done();
    };
    const onKey = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      undo();
    };
    const done = () => {
      note.remove();
      field.removeEventListener("keydown", onKey);
    };
    back.addEventListener("click", undo);
    field.addEventListener("keydown", onKey);
    field.after(note);
  }

  async function convert(field) {
    const typed = field.value;
    if (!mayBeOld(typed)) return;
    const body = new URLSearchParams({ text: typed, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(form.dataset.oldFonts, { method: "POST", body, redirect: "error" }).then((got) =>
      got.ok ? got.json() : {}
    );
    if (!answer.font || field.value !== typed) return;
    put(field, answer.text);
    tell(field, typed, answer);
  }

  form.addEventListener("paste", (event) => {
    const field = event.target;
    if (!field.matches("textarea, input[type=text], input:not([type])")) return;
    window.setTimeout(() => convert(field).catch(() => {})); // the page that takes the form asks then
  });
})();
