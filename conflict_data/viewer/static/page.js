"use strict";

// Making elements. Text from articles only ever becomes text nodes and attributes: no markup is parsed anywhere.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

const say = (message) => { document.getElementById("status").textContent = message; };
const count = (n) => n.toLocaleString("en-GB");
const plural = (n, noun) => `${count(n)} ${noun}${n === 1 ? "" : "s"}`;
const spaced = (name) => name.replaceAll("_", " ");
const titled = (name) => spaced(name).replace(/^./, (letter) => letter.toUpperCase());

function dated(iso, style = "long") {
  const options = style === "long"
    ? { day: "numeric", month: "long", year: "numeric" }
    : { day: "numeric", month: "short", year: "numeric" };
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { ...options, timeZone: "UTC" });
}

function span(from, to) {
  if (!from) return "";
  return !to || from === to ? dated(from, "short") : `${dated(from, "short")} to ${dated(to, "short")}`;
}

// Only web addresses become links; anything else that a text offers as one stays text.
function outward(address, label) {
  if (!/^https?:\/\//i.test(address || "")) return el("span", {}, label || address);
  return el("a", { href: address, rel: "noopener noreferrer external", target: "_blank" }, label || address);
}

function later(action, wait) {
  let timer = 0;
  return (...values) => { clearTimeout(timer); timer = setTimeout(() => action(...values), wait); };
}
