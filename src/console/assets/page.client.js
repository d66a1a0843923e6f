/**
 * The console's chart, drawn from the table `over-time`, and the try-out without leaving the page. Without this script
 * there are a table and a form.
 */

/** @typedef {{ name: string, counts: number[] }} Series */

const CHART_HEIGHT = 260;
/** Share of a step that its bar takes. */
const BAR_SHARE = 0.85;

/** @type {uPlot | null} */
let chart = null;
/** @type {ResizeObserver | null} */
let observer = null;

drawTable();
document.addEventListener("refreshed", drawTable);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawTable);

/** Draws the table as stacked bars, which replace it; redraws them when it or the colours change. */
function drawTable() {
  chart?.destroy();
  observer?.disconnect();
  chart = null;
  const table = document.getElementById("over-time");
  const figure = document.getElementById("chart");
  if (!(table instanceof HTMLTableElement) || figure === null) return;
  const details = document.getElementById("over-time-table");
  if (figure.hidden && details instanceof HTMLDetailsElement) details.open = false;
  figure.hidden = false;
  const { starts, series } = read(table);
  const step = Number(table.dataset.step);
  const drawn = new uPlot(options(series, step, figure.clientWidth), stacked(starts, series), figure);
  chart = drawn;
  observer = new ResizeObserver(() => drawn.setSize({ width: figure.clientWidth, height: CHART_HEIGHT }));
  observer.observe(figure);
}

/** @param {HTMLTableElement} from */
function read(from) {
  const rows = [...from.querySelectorAll("tbody tr")];
  const starts = rows.map((row) => Number(row.getAttribute("data-at")));
  const heads = [...from.querySelectorAll("[data-category]")];
  const series = heads.map((head, index) => ({
    name: head.getAttribute("data-category") ?? "",
    counts: rows.map((row) => Number(row.querySelectorAll("td")[index]?.textContent?.replace(/\D/g, ""))),
  }));
  return { starts, series };
}

/**
 * The highest stack first: each further series is drawn over it, so what stays visible of each is its own part.
 * @param {number[]} starts
 * @param {Series[]} series
 * @returns {uPlot.AlignedData}
 */
function stacked(starts, series) {
  const sums = series.map((_, first) =>
    starts.map((_at, part) => series.slice(first).reduce((sum, { counts }) => sum + (counts[part] ?? 0), 0)),
  );
  return [starts, ...sums];
}

/**
 * @param {Series[]} series
 * @param {number} step
 * @param {number} width
 * @returns {uPlot.Options}
 */
function options(series, step, width) {
  const colour = (/** @type {string} */ name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const axis = { stroke: colour("soft"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } };
  const { bars } = uPlot.paths;
  return {
    width,
    height: CHART_HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    legend: { live: true },
    scales: {
      x: { range: (_chart, least, most) => [least, most + step] },
      y: { range: (_chart, _least, most) => [0, Math.max(most, 4) * 1.05] },
    },
    axes: [
      { ...axis, values: (_chart, splits, _axis, _space, apart) => splits.map((at) => clock(at, apart)) },
      { ...axis, size: 56, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6] },
    ],
    series: [
      {
        label: "From (UTC)",
        value: (_chart, at) =>
          at === null ? "" : new Date(at * 1000).toISOString().slice(0, 16).replace("T", " "),
      },
      ...series.map(({ name, counts }) => ({
        label: name,
        fill: colour(name),
        stroke: colour(name),
        width: 0,
        ...(bars === undefined ? {} : { paths: bars({ size: [BAR_SHARE, 60], align: 1 }) }),
        points: { show: false },
        value: (
          /** @type {unknown} */ _chart,
          /** @type {unknown} */ _sum,
          /** @type {unknown} */ _index,
          /** @type {number | null} */ part,
        ) => String(part === null ? counts.reduce((sum, count) => sum + count, 0) : (counts[part] ?? 0)),
      })),
    ],
  };
}

/**
 * The hour, or the day if it begins or the marks are days apart.
 * @param {number} at
 * @param {number} apart
 */
function clock(at, apart) {
  const iso = new Date(at * 1000).toISOString();
  return apart >= 86400 || iso.slice(11, 16) === "00:00" ? iso.slice(5, 10) : iso.slice(11, 16);
}

const form = document.getElementById("try-out");
const result = document.getElementById("result");
if (form instanceof HTMLFormElement && result !== null) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showResult(form, result);
  });
  const client = form.elements.namedItem("client");
  const userAgent = form.elements.namedItem("user_agent");
  if (client instanceof HTMLSelectElement && userAgent instanceof HTMLInputElement) {
    const suggest = () => {
      userAgent.placeholder = client.selectedOptions[0]?.dataset.userAgent ?? "";
    };
    client.addEventListener("change", suggest);
    suggest();
  }
}

/**
 * Fetches the page that the form leads to and shows its result; if that fails, navigates there.
 * @param {HTMLFormElement} asked
 * @param {HTMLElement} into
 */
async function showResult(asked, into) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(asked)) if (typeof value === "string") query.set(name, value);
  const address = `${asked.action}?${query}`;
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = page.getElementById("result");
    if (shown === null) throw new Error("no result");
    into.replaceChildren(...shown.childNodes);
    // On the try-out's own page the address follows what is shown.
    if (new URL(asked.action).pathname === location.pathname) history.replaceState(null, "", address);
  } catch {
    location.assign(address);
  }
}

const asked = document.getElementById("q");
if (asked instanceof HTMLTextAreaElement) {
  // Enter submits, as in a field of one line; pasted text keeps its lines.
  asked.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    asked.form?.requestSubmit();
  });
}
