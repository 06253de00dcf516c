/* Leaving the desk's page: first everything is kept, then the button leads on. Where that fails, one stays and is told. */
window.Desk = window.Desk || {};

/* `page` is what desk.js shares: {form, words, store, disputed, unsent(), send(), keep(), …}. */
window.Desk.watchLeaving = function (page) {
  "use strict";

  const { form, words, store } = page;
  const LONG = 10000; // milliseconds after which a button that led nowhere may be pressed again
  let leaving = false;
  let warned = false;

  async function flush() {
    for (let tries = 0; tries < 5 && page.unsent(); tries += 1) {
      await page.send();
      if (page.failed()) return false;
    }
    return !page.unsent() && !page.disputed.size && !page.refused.size;
  }

  /* The form is not sent again, for others may have written in it: only what the button asks, and which row is which. */
  function go(then) {
    const lead = document.createElement("form");
    const add = (name, value) =>
      lead.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    Object.assign(lead, { method: "post", hidden: true });
    Object.entries({ ...page.signs(), kept: 1, then }).forEach(([name, value]) => add(name, value));
    form.querySelectorAll('[name$="-key"]').forEach((field) => add(field.name, field.value));
    document.body.append(lead);
    lead.submit();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Enter in a field presses the form's first button: it keeps, and one stays.
    if (event.submitter && "enter" in event.submitter.dataset) return page.keep();
    if (leaving) return;
    leaving = true;
    window.setTimeout(() => (leaving = false), LONG);
    const then = event.submitter ? event.submitter.value : "keep";
    if (await flush()) return go(then);
    leaving = false;
    const choice = form.querySelector(".conflict button") || form.querySelector('[aria-invalid="true"]');
    if (choice) choice.focus();
  });

  document.querySelectorAll("form.account").forEach((account) => {
    account.addEventListener("submit", async (event) => {
      if ((page.unsent() || page.refused.size) && !warned) {
        event.preventDefault();
        if (!(await flush())) {
          warned = true;
          return page.say(words.sign_out, true);
        }
        account.submit();
      }
      store.forgetAll();
    });
  });
};
