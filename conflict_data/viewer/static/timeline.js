"use strict";

// Diplomatic and other events above the axis, military events below it, by day, week, month or year.

const SPHERES = [
  { name: "diplomatic", label: "Diplomatic", up: true },
  { name: "other", label: "Other civil", up: true },
  { name: "military", label: "Military", up: false },
];
const sphereOf = (domain) => (domain === "diplomatic" || domain === "military" ? domain : "other");
const DAY = 86400000;

function stepFor(first, last) {
  const days = (Date.parse(last) - Date.parse(first)) / DAY;
  if (days <= 45) return "day";
  if (days <= 7 * 110) return "week";
  return days <= 30 * 130 ? "month" : "year";
}

function binOf(iso, step) {
  if (step === "day") return iso;
  if (step === "month") return `${iso.slice(0, 7)}-01`;
  if (step === "year") return `${iso.slice(0, 4)}-01-01`;
  const time = Date.parse(iso);
  return new Date(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
}

function nextBin(iso, step) {
  const day = new Date(`${iso}T00:00:00Z`);
  if (step === "day") day.setUTCDate(day.getUTCDate() + 1);
  if (step === "week") day.setUTCDate(day.getUTCDate() + 7);
  if (step === "month") day.setUTCMonth(day.getUTCMonth() + 1);
  if (step === "year") day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

const lastDay = (bin, step) => new Date(Date.parse(nextBin(bin, step)) - DAY).toISOString().slice(0, 10);

function binned(days, first, last) {
  const step = stepFor(first, last);
  const bins = new Map();
  for (let bin = binOf(first, step); bin <= last; bin = nextBin(bin, step)) {
    bins.set(bin, { bin, diplomatic: 0, other: 0, military: 0 });
  }
  for (const [day, domain, n] of days) {
    const found = bins.get(binOf(day, step));
    if (found) found[sphereOf(domain)] += n;
  }
  return { step, bins: [...bins.values()] };
}

function tick(bin, step, previous) {
  const day = new Date(`${bin}T00:00:00Z`);
  const month = day.toLocaleDateString("en-GB", { month: "short", timeZone: "UTC" });
  if (step === "year") return String(day.getUTCFullYear());
  if (step === "day") return day.getUTCDay() === 1 || !previous ? `${day.getUTCDate()} ${month}` : "";
  if (previous && previous.slice(0, 7) === bin.slice(0, 7)) return "";
  if (step === "week") return !previous || bin.slice(0, 4) !== previous.slice(0, 4) ? `${month} ${bin.slice(0, 4)}` : month;
  return !previous || bin.slice(5, 7) === "01" ? bin.slice(0, 4) : "";
}

// `pick(from, to)` is called with the first and last day of the bar, or of the bars that were dragged over.
function timeline(days, first, last, chosen, pick) {
  const { step, bins } = binned(days, first, last);
  const width = 1000;
  const height = 230;
  const foot = 22;
  const up = Math.max(1, ...bins.map((b) => b.diplomatic + b.other));
  const down = Math.max(1, ...bins.map((b) => b.military));
  const unit = (height - foot - 8) / (up + down);
  const axis = 4 + up * unit;
  const slot = width / bins.length;
  const bar = Math.max(1.5, slot * 0.78);
  const total = (b) => b.diplomatic + b.other + b.military;
  const range = (b) => (step === "day" ? dated(b.bin) : `${dated(b.bin)} to ${dated(lastDay(b.bin, step))}`);
  const label = (b) => `${range(b)}: ${b.diplomatic} diplomatic, ${b.other} other civil, ${b.military} military`;
  const inside = (b) => (!chosen.from || lastDay(b.bin, step) >= chosen.from) && (!chosen.to || b.bin <= chosen.to);
  let origin = null;

  const groups = bins.map((b, position) => {
    const x = position * slot + (slot - bar) / 2;
    const top = axis - (b.diplomatic + b.other) * unit;
    const group = svg("g", {
      class: `bin${inside(b) ? "" : " outside"}`, role: "button", "aria-label": label(b),
      tabindex: position === bins.length - 1 ? 0 : -1,
    },
    svg("title", {}, label(b)),
    svg("rect", { class: "reach", x: position * slot, y: 0, width: slot, height: height - foot }),
    b.other ? svg("rect", { class: "other", x, y: top, width: bar, height: b.other * unit }) : null,
    b.diplomatic ? svg("rect", { class: "diplomatic", x, y: axis - b.diplomatic * unit, width: bar, height: b.diplomatic * unit }) : null,
    b.military ? svg("rect", { class: "military", x, y: axis + 1, width: bar, height: b.military * unit }) : null);
    group.addEventListener("pointerdown", () => { origin = position; });
    group.addEventListener("pointerup", () => { if (origin !== null) choose(origin, position); origin = null; });
    group.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: -1, ArrowRight: 1, Home: -bins.length, End: bins.length }[event.key];
      if (event.key === "Enter" || event.key === " ") choose(position, position);
      else if (move) focus(Math.min(bins.length - 1, Math.max(0, position + move)));
      else return;
      event.preventDefault();
    });
    return group;
  });

  function focus(position) {
    groups.forEach((group, i) => group.setAttribute("tabindex", i === position ? 0 : -1));
    groups[position].focus();
  }

  function choose(a, b) {
    const [low, high] = a <= b ? [a, b] : [b, a];
    pick(bins[low].bin, lastDay(bins[high].bin, step));
  }

  const ticks = [];
  let room = -Infinity;
  bins.forEach((b, i) => {
    const text = tick(b.bin < first ? first : b.bin, step, i ? bins[i - 1].bin : null);
    const x = i * slot;
    if (!text || x - room < 62) return;
    room = x;
    ticks.push(svg("line", { class: "tick", x1: x, x2: x, y1: 0, y2: height - foot + 4 }));
    ticks.push(el("span", { "data-at": (100 * x / width).toFixed(2) }, text));
  });
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height - foot}`, preserveAspectRatio: "none", class: "chart",
    role: "group", "aria-label": `Events by ${step}; arrow keys move, Enter shows that ${step} only` },
  ticks.filter((t) => t.tagName === "line"), groups,
  svg("line", { class: "axis", x1: 0, x2: width, y1: axis + 0.5, y2: axis + 0.5 }));
  const names = el("div", { class: "ticks", "aria-hidden": "true" }, ticks.filter((t) => t.tagName === "SPAN"));
  for (const name of names.children) name.style.left = `${name.dataset.at}%`;
  const most = Math.max(...bins.map(total));
  return { chart: el("div", { class: "plot" }, chart, names), step, most };
}
