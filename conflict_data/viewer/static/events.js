"use strict";

// The first page: timeline, filters and the list of events. The address holds what is chosen, so that it can be
// bookmarked and the browser's back button works.

const PAGE = 40;
const TEXTS = ["text", "actor", "place"];
const store = { events: [], order: null, loaded: 0 };

async function more(overview, order) {
  if (store.order !== order) Object.assign(store, { events: [], order, loaded: 0 });
  if (store.loaded === overview.chunks.length) return false;
  const number = order === "oldest" ? overview.chunks.length - 1 - store.loaded : store.loaded;
  const decoded = decode(await load(`events-${number}`));
  waiting.delete(`events-${number}`);
  if (store.order !== order) return true;
  store.events.push(...(order === "oldest" ? decoded.reverse() : decoded));
  store.loaded += 1;
  return true;
}

function haystacks(event) {
  if (!event.texts) {
    const who = (parties) => parties.flatMap((p) => [p.words, p.name, p.country]).filter(Boolean).join("\n").toLowerCase();
    event.texts = {
      source: who(event.sources), target: who(event.targets), place: event.place.join("\n").toLowerCase(),
      text: (event.evidence || "").toLowerCase(),
    };
  }
  return event.texts;
}

function matcher(query) {
  const lists = ["domain", "event_type", "factuality"].map((name) => [name, new Set(query.getAll(name))]).filter(([, set]) => set.size);
  const [text, actor, place] = TEXTS.map((name) => (query.get(name) || "").trim().toLowerCase());
  const [from, to, part, id] = ["from", "to", "part", "id"].map((name) => query.get(name));
  return (event) => {
    if ((from && event.published < from) || (to && event.published > to)) return false;
    if (!lists.every(([name, set]) => set.has(event[name]))) return false;
    if (id && !event.references.includes(id)) return false;
    if (!text && !actor && !place) return true;
    const texts = haystacks(event);
    const acts = !actor || (part !== "target" && texts.source.includes(actor)) || (part !== "source" && texts.target.includes(actor));
    return acts && (!place || texts.place.includes(place)) && (!text || texts.text.includes(text));
  };
}

function counted(matches) {
  const days = new Map();
  for (const event of matches) {
    const key = `${event.published} ${event.domain}`;
    days.set(key, (days.get(key) || 0) + 1);
  }
  return [...days].map(([key, n]) => [key.slice(0, 10), key.slice(11), n]);
}

// Names that the tables know come before the words of the text, which the sentence below shows.
const partyNames = (parties) => [...new Set(parties.map((p) => p.name || p.words || p.country || "unnamed"))];
const nobody = (words = "unnamed") => el("span", { class: "nobody" }, words);

function parties(event) {
  const [sources, targets] = [partyNames(event.sources), partyNames(event.targets)];
  const mutual = sources.length > 1 && sources.length === targets.length && sources.every((name) => targets.includes(name));
  const arrow = (sign, word) => el("span", { class: "arrow" }, el("span", { class: "unseen" }, ` ${word} `), el("span", { "aria-hidden": "true" }, ` ${sign} `));
  if (mutual) return sources.map((name, i) => [i ? arrow("\u2194", "and") : "", name]);
  if (!sources.length && !targets.length) return nobody("no party named");
  return [sources.join(", ") || nobody(), arrow("\u2192", "to"), targets.join(", ") || nobody()];
}

function card(overview, event) {
  const [identifier, , title, outlet] = overview.articles[event.article];
  const words = event.evidence === null ? [] : Array.from(event.evidence);
  const sentence = words.length
    ? [words.slice(0, event.start).join(""), el("mark", {}, words.slice(event.start, event.end).join("")), words.slice(event.end).join("")]
    : "The words of this article are withheld.";
  return el("li", { class: "card", "data-sphere": sphereOf(event.domain), "data-factuality": event.factuality },
    el("p", { class: "tags" },
      el("span", { class: "type" }, event.event_type), event.mode ? el("span", { class: "mode" }, event.mode) : null,
      el("span", { class: "domain" }, event.domain),
      el("span", { class: "factuality" }, event.factuality)),
    el("h3", {},
      el("a", { href: `#/article/${encodeURIComponent(identifier)}/${event.id}` }, parties(event))),
    el("blockquote", {}, sentence),
    el("p", { class: "aside" },
      [event.place.length ? el("span", { class: "where" }, event.place.join(", ")) : null,
        event.from ? el("span", { class: "when" }, span(event.from, event.to)) : null,
        event.attribution ? el("span", {}, `according to ${event.attribution}`) : null,
        el("span", { class: "from" }, [outlet, title || identifier].filter(Boolean).join(": "))]));
}

function eventsPage(main, overview, query, go) {
  let shown = PAGE;
  let matches = [];
  const order = () => query.get("order") || "newest";
  const set = (name, ...values) => {
    query.delete(name);
    for (const value of values) if (value) query.append(name, value);
    shown = PAGE;
    go(query);
    refresh();
  };
  const plot = el("div", { class: "plot-frame" });
  const result = el("h2", { class: "result", id: "result" });
  const chips = el("p", { class: "chips" });
  const list = el("ol", { class: "cards" });
  const button = el("button", { class: "more", type: "button", onclick: () => { shown += PAGE; refresh(shown - PAGE); } }, "Show more");

  const field = (name, label, type, suggestions) => {
    const options = suggestions.length ? el("datalist", { id: `${name}-list` }, suggestions.map((value) => el("option", { value }))) : null;
    const input = el("input", { id: `filter-${name}`, type, value: query.get(name), autocomplete: "off",
      min: type === "date" ? overview.start : null, max: type === "date" ? overview.end : null, list: options ? `${name}-list` : null });
    input.addEventListener(type === "date" ? "change" : "input", later(() => set(name, input.value), type === "date" ? 0 : 180));
    return el("div", { class: "field" }, el("label", { for: `filter-${name}` }, label), input, options);
  };
  const choices = (name, values) => el("fieldset", {}, el("legend", {}, name === "event_type" ? "Type" : titled(name)), values.map(([value, n]) =>
    el("label", { class: "choice" }, el("input", { type: "checkbox", name, value, checked: query.getAll(name).includes(value),
      onchange: (event) => set(name, ...[...event.target.closest("fieldset").querySelectorAll(":checked")].map((box) => box.value)) }),
    el("span", {}, value === value.toUpperCase() ? titled(value.toLowerCase()) : value), el("span", { class: "n" }, count(n)))));
  const part = el("select", { id: "filter-part", onchange: () => set("part", part.value) },
    [["", "as either party"], ["source", "as the one who acts"], ["target", "as the one acted upon"]]
      .map(([value, label]) => el("option", { value, selected: (query.get("part") || "") === value }, label)));
  const sorting = el("select", { id: "sorting", onchange: () => set("order", sorting.value) },
    [["", "newest first"], ["oldest", "oldest first"]].map(([value, label]) => el("option", { value, selected: (query.get("order") || "") === value }, label)));
  const form = el("form", { class: "filters", "aria-label": "Filters", onsubmit: (event) => event.preventDefault() },
    field("text", "Words in the sentence", "search", []),
    field("actor", "Actor", "search", overview.actors),
    el("div", { class: "field" }, el("label", { class: "unseen", for: "filter-part" }, "Part of the actor"), part),
    field("place", "Place", "search", overview.places),
    el("div", { class: "pair" }, field("from", "Reported from", "date", []), field("to", "Reported to", "date", [])),
    overview.facets.map(([name, values]) => choices(name, values)));
  const wide = matchMedia("(min-width: 60rem)").matches;
  main.replaceChildren(
    el("section", { class: "hero" },
      el("h1", {}, "Diplomacy and war, as the articles report them"),
      el("p", {}, overview.tables.filter((t) => t.name === "articles" || t.span).map((t, i) => [i ? " \u00b7 " : "", el("strong", {}, count(t.rows)), ` ${spaced(t.name)}`]),
        overview.start ? ` \u00b7 ${dated(overview.start)} to ${dated(overview.end)}` : "")),
    el("section", { class: "plot-card", "aria-label": "Timeline" },
      el("p", { class: "legend" }, SPHERES.map((s) => el("span", { "data-sphere": s.name }, s.label)), el("span", { class: "hint" }, "Choose a bar, or drag over several.")), plot),
    el("div", { class: "columns" },
      el("details", { class: "panel", open: wide }, el("summary", {}, "Filters"), form),
      el("section", { class: "results", "aria-labelledby": "result" },
        el("div", { class: "result-head" }, result, el("p", {}, el("label", { for: "sorting" }, "Order "), sorting)), chips, list, button)));

  const active = () => ["domain", "event_type", "factuality", ...TEXTS, "from", "to", "id"].filter((name) => query.get(name));
  const clear = (names) => {
    for (const name of names) query.delete(name);
    go(query);
    eventsPage(main, overview, query, go);
    document.getElementById("result").scrollIntoView({ block: "nearest" });
  };
  const bare = (name) => ({ id: "Linked to", event_type: "Type", text: "Words", from: "From", to: "To" }[name] || titled(name));

  function render(done, kept) {
    const names = active();
    const days = names.length ? counted(matches) : overview.days;
    if (overview.start) {
      const drawn = timeline(days, overview.start, overview.end, { from: query.get("from"), to: query.get("to") }, (from, to) => {
        const again = query.get("from") === from && query.get("to") === to;
        query.set("from", again ? "" : from);
        query.set("to", again ? "" : to);
        if (again) { query.delete("from"); query.delete("to"); }
        for (const name of ["from", "to"]) document.getElementById(`filter-${name}`).value = query.get(name) || "";
        shown = PAGE;
        go(query);
        refresh();
      });
      const focused = plot.contains(document.activeElement) ? [...plot.querySelectorAll(".bin")].indexOf(document.activeElement) : -1;
      plot.replaceChildren(drawn.chart);
      if (focused >= 0) plot.querySelectorAll(".bin")[focused]?.focus();
    }
    const all = names.length ? matches.length : overview.days.reduce((sum, [, , n]) => sum + n, 0);
    result.dataset.done = done;
    result.textContent = `${plural(all, "event")}${done ? "" : " so far, reading on \u2026"}`;
    chips.replaceChildren(...names.map((name) => el("button", { type: "button", class: "chip", onclick: () => clear([name]) },
      `${bare(name)}: ${query.getAll(name).map((v) => (name === "id" ? labelOf(v) : v)).join(", ")}`, el("span", { "aria-hidden": "true" }, " \u00d7"), el("span", { class: "unseen" }, " remove"))),
    ...(names.length > 1 ? [el("button", { type: "button", class: "chip all", onclick: () => clear(names) }, "Clear all")] : []));
    const rows = [];
    let day = null;
    for (const event of matches.slice(0, shown)) {
      if (event.published !== day) rows.push(el("li", { class: "day" }, el("h3", {}, dated(event.published))));
      day = event.published;
      rows.push(card(overview, event));
    }
    list.replaceChildren(...rows);
    if (!rows.length && done) list.append(el("li", { class: "none" }, "No event fits all filters. Remove one of them to see more."));
    button.hidden = shown >= all;
    if (kept) list.querySelectorAll(".card a")[kept]?.focus();
    if (done) say(`${plural(all, "event")} shown`);
  }

  function labelOf(id) {
    return sessionStorage.getItem(`name ${id}`) || id;
  }

  let run = 0;
  async function refresh(kept = 0) {
    run += 1;
    const mine = run;
    const fits = matcher(query);
    const filtered = active().length > 0;
    if (store.order !== order()) Object.assign(store, { events: [], order: order(), loaded: 0 });
    matches = store.events.filter(fits);
    let seen = store.events.length;
    let done = store.loaded === overview.chunks.length;
    if (seen) render(done || !filtered, kept);
    while (!done && (filtered || matches.length < shown)) {
      try {
        await more(overview, order());
      } catch (error) {
        result.textContent = error.message;
        return;
      }
      if (mine !== run || !list.isConnected) return;
      for (const event of store.events.slice(seen)) if (fits(event)) matches.push(event);
      seen = store.events.length;
      done = store.loaded === overview.chunks.length;
      render(done || !filtered, kept);
    }
    if (!seen) render(true, 0);
  }
  if (overview.start) render(false, 0);
  setTimeout(refresh, 0);
}
