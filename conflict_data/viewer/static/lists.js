"use strict";

// The list of articles and the codebook.

function articlesPage(main, overview) {
  let shown = 100;
  const spans = overview.tables.filter((t) => t.span);
  const list = el("ol", { class: "articles" });
  const result = el("p", { class: "hint" });
  const button = el("button", { class: "more", type: "button", onclick: () => { shown += 100; draw(); } }, "Show more");
  const input = el("input", { type: "search", id: "titles", autocomplete: "off" });
  input.addEventListener("input", later(() => { shown = 100; draw(); }, 120));
  const newest = overview.articles.map((a) => ({ a, text: `${a[0]} ${a[2] || ""} ${a[3] || ""} ${dated(a[1])}`.toLowerCase() })).reverse();
  function draw() {
    const sought = input.value.trim().toLowerCase();
    const found = newest.filter(({ text }) => text.includes(sought));
    result.textContent = plural(found.length, "article");
    say(result.textContent);
    list.replaceChildren(...found.slice(0, shown).map(({ a: [id, published, title, outlet, counts] }) => el("li", {},
      el("p", { class: "kicker" }, [dated(published), outlet].filter(Boolean).join(" \u00b7 ")),
      el("h2", {}, el("a", { href: `#/article/${encodeURIComponent(id)}` }, title || id)),
      el("p", { class: "hint" }, counts.map((n, i) => `${count(n)} ${spaced(spans[i].name)}`).join(" \u00b7 ")))));
    button.hidden = shown >= found.length;
  }
  main.replaceChildren(el("section", { class: "page" }, el("h1", {}, "Articles"),
    el("div", { class: "field" }, el("label", { for: "titles" }, "Title, outlet or date"), input), result, list, button));
  draw();
}

function codebookPage(main, overview) {
  main.replaceChildren(el("section", { class: "page codebook" }, el("h1", {}, "Codebook"),
    el("p", { class: "hint" }, "What the columns of each table mean."),
    overview.tables.map((table) => el("details", { open: Boolean(table.span) },
      el("summary", {}, el("h2", {}, spaced(table.name)), el("span", { class: "n" }, plural(table.rows, "row"))),
      el("p", {}, table.description),
      el("dl", {}, table.fields.map(([name, description, unit]) => el("div", {}, el("dt", {}, name), el("dd", {}, description, unit ? ` (${unit})` : ""))))))));
}
