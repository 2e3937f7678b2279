"use strict";

// The dataset comes as scripts, each of which calls conflictData(name, document): a page opened from a disk may load
// scripts but not fetch files.

const held = new Map();
const waiting = new Map();

function conflictData(name, payload) {
  held.set(name, payload);
}

function load(name) {
  if (!waiting.has(name)) {
    waiting.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.onload = () => { script.remove(); resolve(held.get(name)); held.delete(name); };
      script.onerror = () => { script.remove(); waiting.delete(name); reject(new Error(`data/${name}.js is missing`)); };
      document.head.append(script);
    }));
  }
  return waiting.get(name);
}

// One chunk of events; the order of the values is that of _record in payload.py.
function decode({ strings, events }) {
  const text = (number) => (number < 0 ? null : strings[number]);
  const party = ([words, name, country]) => ({ words: text(words), name: text(name), country: text(country) });
  return events.map(([id, article, published, type, mode, domain, factuality, from, to, attribution, evidence,
                      start, end, sources, targets, place, references]) => ({
    id: text(id), article, published: text(published), event_type: text(type), mode: text(mode), domain: text(domain),
    factuality: text(factuality), from: text(from), to: text(to), attribution: text(attribution),
    evidence: text(evidence), start, end, sources: sources.map(party), targets: targets.map(party),
    place: place.map(text), references: references.map(text),
  }));
}

// A map from identifiers to positions, made when it is first asked for.
function articlePosition(overview, identifier) {
  overview.positions ??= new Map(overview.articles.map(([id], position) => [id, position]));
  return overview.positions.get(identifier);
}
