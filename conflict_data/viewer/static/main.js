"use strict";

// From the part of the address behind "#" to a page.

let leave = null;

function failed(main, message) {
  main.replaceChildren(el("section", { class: "page" }, el("h1", {}, "This cannot be shown"), el("p", {}, message), el("p", {}, el("a", { href: "#/" }, "All events"))));
}

async function route(overview, main, byHand) {
  const [path, search] = (location.hash.slice(1) || "/").split(/\?(.*)/s);
  const [, page, identifier, row] = path.split("/").map((part) => { try { return decodeURIComponent(part); } catch { return ""; } });
  if (location.hash && !location.hash.startsWith("#/")) return;
  leave = null;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.page === (page || "events")) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.body.dataset.page = page || "events";
  if (page === "article") {
    const position = articlePosition(overview, identifier);
    if (position === undefined) { failed(main, `There is no article ${identifier} in this dataset.`); return; }
    try {
      leave = articlePage(main, overview, await load(`articles/${position}`), row);
    } catch (error) {
      failed(main, error.message);
    }
    document.title = `${overview.articles[position][2] || identifier} - conflict-data`;
    if (!row) scrollTo(0, 0);
  } else if (page === "articles") {
    articlesPage(main, overview);
    document.title = "Articles - conflict-data";
    scrollTo(0, 0);
  } else if (page === "codebook") {
    codebookPage(main, overview);
    document.title = "Codebook - conflict-data";
    scrollTo(0, 0);
  } else {
    sessionStorage.setItem("events", location.hash || "#/");
    eventsPage(main, overview, new URLSearchParams(search || ""), (query) => {
      const text = query.toString();
      history.replaceState(null, "", text ? `#/?${text}` : "#/");
      sessionStorage.setItem("events", location.hash);
    });
    document.title = "Events - conflict-data";
    if (byHand) scrollTo(0, 0);
  }
  if (byHand && !row) main.focus({ preventScroll: true });
}

async function start() {
  const main = document.getElementById("content");
  let overview;
  try {
    overview = await load("overview");
  } catch (error) {
    failed(main, error.message);
    return;
  }
  document.getElementById("about").append(
    el("p", {}, "The tables hold what articles say, not what is known to have happened: a claim that nobody checked is there, an event that nobody reported is not. Rows are read by rules and some are wrong; the highlighted words show what each was read from."),
    el("p", {}, overview.citation, ` Made with conflict-data ${overview.package}.`));
  addEventListener("hashchange", () => route(overview, main, true));
  addEventListener("keydown", (event) => { if (event.key === "Escape" && leave) leave(); });
  await route(overview, main, false);
  document.body.dataset.ready = "yes";
}

start();
