"use strict";
// What the page holds, and the small words of the program. D: the data as flows/dashboard/pack.py
// wrote it; P: the projects, the most expensive first.
let D,
  P,
  RULES,
  language = 0;
const $ = id => document.getElementById(id);
const t = key => (WORDS[key] || [key, key])[language];
const esc = s =>
  String(s ?? "").replace(
    /[&<>"']/g,
    c => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})[c],
  );
const num = (x, d = 0) =>
  x == null
    ? "–"
    : Number(x).toLocaleString("en", {minimumFractionDigits: d, maximumFractionDigits: d});
const share = (a, b) => (b ? num((100 * a) / b, a && a < b ? 1 : 0) + "%" : "–");
const sum = (list, value) => list.reduce((s, x) => s + (value(x) || 0), 0);
// a figure of metrics.csv: each project says what it adds to it
const figureOf = (list, name) => {
  const at = D.figures.indexOf(name);
  return sum(list, p => p.adds[at]);
};
const money = list => figureOf(list, "amount");
const unique = list =>
  [...new Set(list)].sort((a, b) => (a == null ? -1 : b == null ? 1 : a < b ? -1 : a > b ? 1 : 0));
const group = (list, key) => {
  const m = new Map();
  for (const x of list) {
    const k = key(x);
    m.has(k) ? m.get(k).push(x) : m.set(k, [x]);
  }
  return m;
};
const ruleName = r => (language ? r.en : r.zh);
const unfair = r => r.notes[language * 2],
  guard = r => r.notes[language * 2 + 1];
const safe = url => (/^https?:/.test(url || "") ? url : "");

// Small builds lie in the page as they are; large ones are compressed, which any browser of the
// last years undoes without a library.
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.trim()), c => c.charCodeAt(0));
  return new Response(
    new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")),
  ).json();
}
function take(data) {
  D = data;
  P = D.projects.map((r, i) => ({
    i,
    id: r[0],
    year: r[1],
    region: r[2],
    department: r[3],
    project: r[4],
    kind: r[5],
    amount: r[6],
    n: r[7],
    quantified: r[8],
    verifiable: r[9],
    vague: r[10],
    empty: r[11],
    all: r[12],
    held: r[13],
    document: r[14],
    page: r[15],
    sheet: r[16],
    row: r[17],
    funds: r[18],
    adds: r[19],
    outcomes: D.outcomes[i],
    leads: [],
    changes: [],
    results: [],
    indicators: [],
  }));
  for (const name of ["leads", "changes", "results", "indicators"])
    for (const r of D[name]) P[r[0]][name].push(r);
  for (const [i, goal] of D.goals) P[i].goal = goal;
  RULES = D.rules.map(([id, zh, en, grade, ...notes], k) => ({id, zh, en, grade, notes, k}));
}
// the text that a project is found by, made when it is first asked for
const foundBy = p =>
  (p.text ??= [p.project, p.department, p.goal, ...p.indicators.map(i => i[3])]
    .join("\n")
    .toLowerCase());
const wordsOf = text => text.trim().toLowerCase().split(/\s+/).filter(Boolean);
