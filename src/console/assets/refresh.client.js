/**
 * Fetches the page again every minute and shows its new numbers in place. It waits while the tab is hidden, while a form or
 * a table is in use, and while text is selected. Without this script the page stays as it is.
 */

const EVERY_MS = 60_000;
/** How often it checks whether to refresh. */
const LOOK_MS = 5_000;
const KEY = "outspoken-refresh";

const part = document.getElementById("live");
const control = document.getElementById("refreshing");
const said = document.getElementById("refreshed");
const announced = document.getElementById("announced");
const box = control?.querySelector("input");
if (part !== null && part.dataset.refresh !== undefined && control !== null && box && said && announced) {
  control.hidden = false;
  box.checked = stored() !== "off";
  let lastMs = Date.now();
  let isAsking = false;
  box.addEventListener("change", () => {
    store(box.checked ? "on" : "off");
    look();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_MS);

  function look() {
    if (isAsking || !box?.checked || Date.now() - lastMs < EVERY_MS || isInUse()) return;
    isAsking = true;
    refresh().then((says) => {
      lastMs = Date.now();
      isAsking = false;
      if (said !== null) said.textContent = says;
    });
  }

  /** @returns {Promise<string>} */
  async function refresh() {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (answer.status === 401) return complain("You are signed out: not updated");
      if (!answer.ok) return complain(`The gateway answered ${answer.status}: not updated`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("live");
      if (fresh === null) return complain("The gateway answered with another page: not updated");
      // The page may have come into use while it was fetched.
      if (!isInUse() && part !== null) show(part, fresh);
      return `Updated ${new Date().toISOString().slice(11, 16)} UTC`;
    } catch {
      return complain("The gateway can't be reached: not updated");
    }
  }

  /** @param {string} text */
  function complain(text) {
    announce(text);
    return text;
  }

  /**
   * Only what has changed: the same sentence every minute would be noise.
   * @param {string} text
   */
  function announce(text) {
    if (announced !== null && announced.textContent !== text) announced.textContent = text;
  }

  /**
   * @param {HTMLElement} old
   * @param {HTMLElement} fresh
   */
  function show(old, fresh) {
    const open = [...old.querySelectorAll("details")].map((details) => details.open);
    const scrolled = [...old.querySelectorAll(".scroll")].map((region) => region.scrollLeft);
    const before = document.getElementById("total")?.textContent;
    old.replaceChildren(...fresh.childNodes);
    document.dispatchEvent(new Event("refreshed"));
    for (const [index, details] of [...old.querySelectorAll("details")].entries())
      details.open = open[index] ?? details.open;
    for (const [index, region] of [...old.querySelectorAll(".scroll")].entries())
      region.scrollLeft = scrolled[index] ?? 0;
    const after = document.getElementById("total")?.textContent ?? "";
    if (after !== before) announce(after);
  }
}

function isInUse() {
  if (document.hidden || document.getSelection()?.isCollapsed === false) return true;
  const focused = document.activeElement;
  // The box that switches this off is in no form.
  return focused !== null && focused.closest("form, table, .scroll, #live") !== null;
}

/** Browsers may refuse to store anything. */
function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} value */
function store(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // The setting then applies to this page only.
  }
}
