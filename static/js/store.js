/* What a person typed at a page of the desk and the register does not have yet, held in this browser.

   Each opened page holds its own entry, under the account's number and the page's address: another person at the same
   computer is not offered it. A page opened later takes over the entries whose pages are gone: closed, lost, crashed. */
window.Desk = window.Desk || {};

window.Desk.openStore = function (user, address) {
  "use strict";

  const OLD = 30 * 24 * 3600 * 1000; // milliseconds
  const PATIENCE = 300; // how long a page that is still open has to say so
  const before = `desk|${user}|`;
  const shared = `${before}${address}|`;
  const own = shared + Date.now().toString(36) + Math.random().toString(36).slice(2);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("desk") : null;
  let forgotten = false; // signed out: nothing is held any more
  const open = new Set(); // entries of pages that are still open

  if (channel) {
    channel.addEventListener("message", ({ data }) => {
      if (data.ask === shared) channel.postMessage({ open: own });
      else if (data.open) open.add(data.open);
    });
  }

  function keys(start) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(start));
    } catch (error) {
      return []; // this browser keeps nothing: the page still does
    }
  }

  function hold(changes) {
    try {
      if (forgotten) return;
      if (changes.length) localStorage.setItem(own, JSON.stringify({ at: Date.now(), changes }));
      else localStorage.removeItem(own);
    } catch (error) {
      // full or closed: what was typed stays on the page, and goes on being sent
    }
  }

  function read(key) {
    try {
      const entry = JSON.parse(localStorage.getItem(key));
      return entry && Date.now() - entry.at < OLD ? entry.changes : [];
    } catch (error) {
      return [];
    }
  }

  /* Return the changes of pages that are gone, as [{changes, forget()}]. */
  async function left() {
    const others = () => keys(shared).filter((key) => key !== own);
    if (!others().length) return [];
    if (channel) {
      channel.postMessage({ ask: shared });
      await new Promise((go) => window.setTimeout(go, PATIENCE));
    }
    return others()
      .filter((key) => !open.has(key))
      .map((key) => ({ changes: read(key), forget: () => localStorage.removeItem(key) }));
  }

  const works = (() => {
    try {
      return Boolean(localStorage);
    } catch (error) {
      return false;
    }
  })();

  function forgetAll() {
    forgotten = true;
    keys(before).forEach((key) => localStorage.removeItem(key));
  }

  return { works, hold, left, forgetAll };
};
