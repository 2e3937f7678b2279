"use strict";

// One article: its text with every row highlighted, the rows beside it, and the fields of the row that is chosen.

// Cut [0, length) wherever a mark or paragraph starts or ends, so that marks may overlap without nesting.
function segments(length, marks, breaks) {
  const cuts = new Set([0, length, ...breaks]);
  for (const mark of marks) { cuts.add(mark.start); cuts.add(mark.end); }
  const sorted = [...cuts].sort((a, b) => a - b);
  const starting = [...marks].sort((a, b) => a.start - b.start);
  const open = [];
  let next = 0;
  return sorted.slice(0, -1).map((start, i) => {
    while (next < starting.length && starting[next].start <= start) open.push(starting[next++]);
    for (let j = open.length - 1; j >= 0; j -= 1) if (open[j].end <= start) open.splice(j, 1);
    return { start, end: sorted[i + 1], marks: [...open] };
  });
}

function paragraphs(characters) {
  const found = [];
  let start = 0;
  for (let i = 0; i <= characters.length; i += 1) {
    if (i < characters.length && characters[i] !== "\n") continue;
    if (i > start) found.push([start, i]);
    start = i + 1;
  }
  return found;
}

function shownValue(value) {
  if (value === null || value === undefined) return el("span", { class: "null" }, "none");
  if (Array.isArray(value)) return value.length ? el("span", {}, value.map((v, i) => [i ? el("br") : "", outward(v)])) : el("span", { class: "null" }, "none");
  if (value === true || value === false) return value ? "yes" : "no";
  if (typeof value === "string" && /^https?:\/\//i.test(value)) return outward(value);
  return String(value);
}

function articlePage(main, overview, payload, chosenId) {
  const described = new Map(overview.tables.map((t) => [t.name, t]));
  const asObject = (name, values) => Object.fromEntries(described.get(name).fields.map(([field], i) => [`.${field}`, values[i]]));
  const article = asObject("articles", payload.article);
  const names = new Map(payload.names);
  const groups = payload.rows.map(([name, rows]) => ({ table: described.get(name), rows: rows.map((values) => asObject(name, values)) }));
  const characters = Array.from(article[".text"] || "");
  const rows = [];
  const children = new Map();
  for (const { table, rows: members } of groups) {
    for (const row of members) {
      const key = row[`.${table.key}`];
      if (table.span) {
        const [start, end] = table.span.map((column) => row[`.${column}`]);
        const sound = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start && end <= characters.length;
        rows.push({ key, table, row, start: sound ? start : 0, end: sound ? end : 0, sound });
      } else if (table.parent) {
        if (!children.has(key)) children.set(key, []);
        children.get(key).push({ table, row });
      }
    }
  }
  rows.sort((a, b) => a.start - b.start || a.end - b.end);
  const byKey = new Map(rows.map((r) => [r.key, r]));
  const hidden = new Set();
  let chosen = null;

  const words = (r) => (r.sound ? characters.slice(r.start, r.end).join("") : "");
  const heading = (r) => {
    const parts = [".event_type", ".mode", ".cue", ".measure"].map((f) => r.row[f]).filter(Boolean);
    return parts.length ? parts.join(" \u00b7 ") : titled(r.table.name);
  };
  const noun = (table) => titled(table.name).replace(/s$/, "");
  const look = (r) => ({ "data-table": r.table.name, "data-sphere": r.row[".domain"] ? sphereOf(r.row[".domain"]) : null, "data-factuality": r.row[".factuality"] || null });

  function prose() {
    if (article[".text"] === null) return el("p", { class: "notice" }, "The words of this article are withheld: its licence does not let them be passed on. The rows keep their offsets.");
    const spans = paragraphs(characters);
    const marks = rows.filter((r) => r.sound && !hidden.has(r.table.name));
    const seen = new Set();
    const pieces = segments(characters.length, marks, spans.flat());
    let at = 0;
    return el("div", { class: "prose" }, spans.map(([start, end]) => {
      const nodes = [];
      while (at < pieces.length && pieces[at].end <= start) at += 1;
      for (; at < pieces.length && pieces[at].start < end; at += 1) {
        const piece = pieces[at];
        const text = characters.slice(piece.start, piece.end).join("");
        if (!piece.marks.length) { nodes.push(text); continue; }
        const inner = [...piece.marks].sort((a, b) => (a.end - a.start) - (b.end - b.start));
        const fresh = inner.find((r) => !seen.has(r.key));
        for (const r of piece.marks) seen.add(r.key);
        const top = inner[0];
        const node = el("span", { class: "mark", ...look(top), "data-keys": inner.map((r) => r.key).join(" "), "data-said": inner.some((r) => r.table.name === "statements") });
        if (fresh) {
          node.setAttribute("role", "button");
          node.setAttribute("tabindex", "0");
          node.setAttribute("aria-pressed", "false");
          node.setAttribute("aria-description", inner.map((r) => `${noun(r.table)}: ${heading(r)}`).join("; "));
        }
        node.textContent = text;
        nodes.push(node);
      }
      return el("p", {}, nodes);
    }));
  }

  const body = el("div", { class: "words" });
  const details = el("div", { class: "details", id: "details" });
  const list = el("ol", { class: "rows" });

  function value(table, column, given) {
    if (given === null || given === undefined) return shownValue(given);
    const reference = table.references.find(([c]) => c === column);
    const target = reference ? described.get(reference[1]) : null;
    if (byKey.has(given) && target && target.span) {
      return el("button", { type: "button", class: "inline", onclick: () => { choose(given); reveal(given); } }, `${noun(target)}: ${heading(byKey.get(given))}`);
    }
    if (target && target.name !== "articles" && !target.span) {
      const name = names.get(given);
      return el("a", { href: `#/?id=${encodeURIComponent(given)}`, title: "All events linked to this", onclick: () => name && sessionStorage.setItem(`name ${given}`, name) },
        name || given, name ? el("span", { class: "code" }, ` ${given}`) : null);
    }
    return shownValue(given);
  }

  const offset = ([, , unit]) => unit === "Unicode code points";
  // Where the words stand comes after what they say.
  const fields = (table, row) => el("dl", {}, [...table.fields.filter((f) => !offset(f)), ...table.fields.filter(offset)].filter(([f]) => f !== "article_id" && f !== "text" || row[`.${f}`] !== article[`.${f}`]).map(([f, description, unit]) =>
    el("div", { class: row[`.${f}`] === null ? "empty" : null }, el("dt", {}, spaced(f), unit ? el("span", { class: "meaning" }, unit) : ""),
      el("dd", {}, value(table, f, row[`.${f}`]), el("span", { class: "meaning" }, description)))));

  function choose(key) {
    chosen = byKey.get(key) || null;
    for (const node of body.querySelectorAll(".mark")) {
      const on = chosen !== null && node.dataset.keys.split(" ").includes(key);
      node.classList.toggle("chosen", on);
      if (node.hasAttribute("role")) node.setAttribute("aria-pressed", String(on));
    }
    for (const item of list.querySelectorAll("button")) {
      if (item.dataset.key === key) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
    history.replaceState(null, "", `#/article/${encodeURIComponent(article[".article_id"])}${chosen ? `/${chosen.key}` : ""}`);
    if (!chosen) { details.replaceChildren(); details.classList.remove("open"); return; }
    const r = chosen;
    const position = rows.indexOf(r);
    const step = (by) => { const other = rows[position + by]; choose(other.key); reveal(other.key); };
    const explained = localFlag("meanings");
    details.replaceChildren(
      el("div", { class: "details-head", ...look(r) },
        el("p", { class: "tags" }, el("span", { class: "kind" }, noun(r.table)), r.row[".factuality"] ? el("span", { class: "factuality" }, r.row[".factuality"]) : null),
        el("h2", { tabindex: "-1" }, heading(r)),
        r.sound ? el("p", { class: "said" }, `\u201c${words(r)}\u201d`) : null),
      el("p", { class: "actions" },
        el("button", { type: "button", class: "jump", onclick: () => reveal(r.key, true) }, "Its words"),
        el("button", { type: "button", disabled: position === 0, onclick: () => step(-1) }, "Previous"),
        el("button", { type: "button", disabled: position === rows.length - 1, onclick: () => step(1) }, "Next"),
        el("button", { type: "button", class: "close", onclick: () => { const node = first(r.key); choose(null); node?.focus(); } }, "Close")),
      el("label", { class: "choice" }, el("input", { type: "checkbox", checked: explained, onchange: (event) => {
        details.classList.toggle("explained", event.target.checked);
        localFlag("meanings", event.target.checked);
      } }), el("span", {}, "Say what the fields mean")),
      fields(r.table, r.row),
      (children.get(r.key) || []).map((child) => el("section", { class: "child" }, el("h3", {}, [noun(child.table), child.row[".role"], child.row[".text"]].filter(Boolean).join(": ")), fields(child.table, child.row))));
    details.classList.toggle("explained", explained);
    details.classList.add("open");
    details.scrollTop = 0;
    say(`${noun(r.table)} ${heading(r)}: fields shown beside the text`);
  }

  const first = (key) => [...body.querySelectorAll(".mark")].find((node) => node.dataset.keys.split(" ").includes(key));

  function reveal(key, focus = false) {
    const r = byKey.get(key);
    if (r && hidden.has(r.table.name)) toggle(r.table.name, true);
    const node = first(key);
    if (!node) return;
    node.scrollIntoView({ block: matchMedia("(min-width: 60rem)").matches ? "center" : "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    if (focus) {
      if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
      node.focus({ preventScroll: true });
    }
  }

  // A further press on the same words goes on to the next row that covers them.
  function press(node) {
    const keys = node.dataset.keys.split(" ");
    choose(keys[(chosen ? keys.indexOf(chosen.key) + 1 : 0) % keys.length]);
  }
  body.addEventListener("click", (event) => { const node = event.target.closest(".mark"); if (node && getSelection().isCollapsed) press(node); });
  body.addEventListener("keydown", (event) => {
    const node = event.target.closest(".mark");
    if (!node) return;
    if (event.key === "Enter" || event.key === " ") { press(node); event.preventDefault(); }
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move) {
      const stops = [...body.querySelectorAll(".mark[role]")];
      stops[stops.indexOf(node) + move]?.focus();
      event.preventDefault();
    }
  });

  function toggle(name, on) {
    if (on) hidden.delete(name); else hidden.add(name);
    const box = main.querySelector(`.layers input[value="${name}"]`);
    if (box) box.checked = on;
    draw();
  }

  function draw() {
    body.replaceChildren(prose());
    list.replaceChildren(...rows.filter((r) => !hidden.has(r.table.name)).map((r) => el("li", {},
      el("button", { type: "button", "data-key": r.key, ...look(r), onclick: () => { choose(r.key); reveal(r.key); } },
        el("span", { class: "kind" }, noun(r.table)), el("span", { class: "what" }, heading(r)),
        el("span", { class: "said" }, words(r).replace(/\s+/g, " ").slice(0, 110))))));
    if (chosen) choose(chosen.key);
  }

  const sources = (article[".source_urls"] || []);
  main.replaceChildren(el("article", { class: "article" },
    el("p", { class: "back" }, el("a", { href: backTo() }, "\u2190 All events")),
    el("header", {},
      el("p", { class: "kicker" }, [article[".outlet"], dated(article[".published"])].filter(Boolean).join(" \u00b7 ")),
      el("h1", {}, article[".title"] || article[".article_id"]),
      el("p", { class: "byline" }, [article[".byline"], article[".dateline"], article[".license"]].filter(Boolean).join(" \u00b7 ")),
      article[".url"] ? el("p", { class: "byline" }, outward(article[".url"], "Read it where it was published")) : null),
    el("fieldset", { class: "layers" }, el("legend", { class: "unseen" }, "Highlight"),
      overview.tables.filter((t) => t.span).map((t) => el("label", { class: "layer", "data-table": t.name },
        el("input", { type: "checkbox", value: t.name, checked: true, onchange: (event) => toggle(t.name, event.target.checked) }),
        el("span", {}, titled(t.name)), el("span", { class: "n" }, count(rows.filter((r) => r.table.name === t.name).length))))),
    el("div", { class: "reading" },
      el("div", { class: "left" }, body,
        sources.length ? el("section", { class: "sources" }, el("h2", {}, "Sources of the article"), el("ul", {}, sources.map((s) => el("li", {}, outward(s))))) : null),
      el("aside", { "aria-label": "Rows of this article" }, details,
        el("section", { class: "all-rows" }, el("h2", {}, plural(rows.length, "row"), " in the order of the text"), list)))));
  draw();
  if (chosenId && byKey.has(chosenId)) { choose(chosenId); setTimeout(() => reveal(chosenId, true), 0); }
  return () => { if (chosen) { const node = first(chosen.key); choose(null); node?.focus(); } };
}

function localFlag(name, value) {
  if (value !== undefined) sessionStorage.setItem(name, value ? "yes" : "");
  return sessionStorage.getItem(name) === "yes";
}

const backTo = () => sessionStorage.getItem("events") || "#/";
