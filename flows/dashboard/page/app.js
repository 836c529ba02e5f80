"use strict";
// Everything is computed from the data in the page: filters choose projects, and every figure, chart and table counts those.
const D = JSON.parse(document.getElementById("data").textContent);
const P = D.projects.map((r, i) => ({i, id: r[0], year: r[1], region: r[2], department: r[3], project: r[4], kind: r[5], amount: r[6], n: r[7], quantified: r[8],
  verifiable: r[9], vague: r[10], empty: r[11], all: r[12], held: r[13], document: r[14], page: r[15], sheet: r[16], row: r[17], outcomes: D.outcomes[i],
  leads: [], changes: [], results: [], indicators: []}));
for (const r of D.leads) P[r[0]].leads.push(r);
for (const r of D.changes) P[r[0]].changes.push(r);
for (const r of D.results) P[r[0]].results.push(r);
for (const [i, goal] of D.goals) P[i].goal = goal;
for (const r of D.indicators) P[r[0]].indicators.push(r);
const RULES = D.rules.map(([id, zh, en, grade, ...notes]) => ({id, zh, en, grade, notes}));
const COLOUR = {A: "#b5432d", B: "#cf9a3a", accent: "#0e5a67", good: "#5f9a8c", grey: "#c9cecd", ink: "#1d2b36", soft: "#5d6b76", line: "#dfe3e2"};
let language = 0, tab = location.hash.slice(2) || "review", shown = 50;
const $ = id => document.getElementById(id);
const t = key => (WORDS[key] || [key, key])[language];
const esc = s => String(s ?? "").replace(/[&<>"']/g, c => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})[c]);
const num = (x, d = 0) => x == null ? "–" : Number(x).toLocaleString("en", {minimumFractionDigits: d, maximumFractionDigits: d});
const share = (a, b) => b ? num(100 * a / b, a && a < b ? 1 : 0) + "%" : "–";
const money = list => list.reduce((s, p) => s + (p.amount || 0), 0);
const unique = list => [...new Set(list)].sort((a, b) => a == null ? -1 : b == null ? 1 : a < b ? -1 : 1);
const group = (list, key) => { const m = new Map(); for (const x of list) { const k = key(x); m.has(k) ? m.get(k).push(x) : m.set(k, [x]); } return m; };
const unfair = r => r.notes[language * 2], guard = r => r.notes[language * 2 + 1];
const ruleName = r => language ? r.en : r.zh;
const where = (page, sheet, row) => [page != null && `${t("page")} ${page}`, sheet && `${t("sheet")} ${esc(sheet)}`, row != null && `${t("row")} ${row}`].filter(Boolean).join(" · ");
const table = (heads, rows, cls = "") => rows.length ? `<table class="${cls}"><thead><tr>${heads.map(h => `<th class="${h[1] || ""}">${esc(h[0])}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>` : `<p class="empty">${t("none")}</p>`;

// filters
const FILTERS = ["year", "region", "department", "kind"];
const latest = Math.max(...P.map(p => p.year || 0));
const chosen = {year: P.length && latest ? String(latest) : "", region: "", department: "", kind: "", floor: 0};
const passes = p => FILTERS.every(f => chosen[f] === "" || String(p[f] ?? "") === chosen[f]) && (!chosen.floor || (p.amount || 0) >= chosen.floor);
function filters() {
  $("filters").innerHTML = FILTERS.map(f => `<select name="${f}" aria-label="${t(f)}"><option value="">${t(f)}：${t("all")}</option>` +
    unique(P.map(p => p[f])).map(v => `<option value="${esc(v ?? "")}"${String(v ?? "") === chosen[f] ? " selected" : ""}>${esc(f === "kind" ? t(v) : v || (f === "year" ? t("unknown_year") : "–"))}</option>`).join("") + "</select>").join("") +
    `<input name="floor" type="number" min="0" placeholder="${t("floor")}" aria-label="${t("floor")}" value="${chosen.floor || ""}">`;
}

// charts
const charts = {};
function chart(id, option, height) {
  const box = $(id);
  if (height) box.style.height = height + "px";
  charts[id] ||= echarts.init(box, null, {renderer: "svg"});
  charts[id].resize();
  charts[id].setOption({animation: false, textStyle: {fontFamily: "inherit"}, ...option}, true);
}
function bars(id, rows, {colour = () => COLOUR.accent, label = r => num(r.value), onclick} = {}) {
  const narrow = $(id).clientWidth < 480;
  chart(id, {grid: {left: 4, right: 92, top: 4, bottom: 4, containLabel: true}, tooltip: {trigger: "item", confine: true, formatter: x => `${esc(x.name)}<br>${num(x.value, 2)} ${t("wan")}`},
    xAxis: {type: "value", show: false}, yAxis: {type: "category", inverse: true, data: rows.map(r => r.name), axisLine: {show: false}, axisTick: {show: false},
      axisLabel: {color: COLOUR.ink, width: narrow ? 120 : 190, overflow: "truncate", fontSize: 13}},
    series: [{type: "bar", barMaxWidth: 22, barMinHeight: 2, data: rows.map(r => ({value: r.value, itemStyle: {color: colour(r)}})), label: {show: true, position: "right", color: COLOUR.ink, formatter: x => label(rows[x.dataIndex])}}]},
    Math.max(120, rows.length * 30 + 16));
  charts[id].off("click");
  if (onclick) charts[id].on("click", x => onclick(rows[x.dataIndex]));
}
function stacked(id, names, series, height) {
  chart(id, {grid: {left: 4, right: 16, top: $(id).clientWidth < 480 ? 58 : 36, bottom: 4, containLabel: true}, legend: {top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 14}, tooltip: {trigger: "axis", confine: true, axisPointer: {type: "shadow"}},
    xAxis: {type: "value", minInterval: 1, splitLine: {lineStyle: {color: COLOUR.line}}}, yAxis: {type: "category", inverse: true, data: names, axisTick: {show: false}, axisLine: {show: false}, axisLabel: {color: COLOUR.ink, fontSize: 13, width: 150, overflow: "truncate"}},
    series: series.map(([name, color, data]) => ({name, type: "bar", stack: "x", barMaxWidth: 22, itemStyle: {color}, data}))}, height || Math.max(140, names.length * 30 + 64));
}

// first line
function state() {
  const build = D.build || ["–", "–"], rows = D.coverage.filter(c => (chosen.year === "" || String(c[0] ?? "") === chosen.year) && c[2]), n = s => rows.filter(c => c[3] === s).length;
  const [read, held] = D.held, bad = held > 0.05 * (read + held);
  $("release").textContent = `${t("as_of")} ${build[1]} · ${t("release")} ${String(build[0]).slice(0, 16)}`;
  $("state").innerHTML = `${t("should")} <b>${rows.length}</b> ${t("departments")} / ${t("loaded")} <b>${n("已入库")}</b> / ${t("no_table")} <b>${n("公开无表")}</b> / ${t("held")} <b>${n("待核")}</b> / ${t("unseen")} <b>${n("未见")}</b>　·　` +
    `${t("rows_read")} <b>${num(read)}</b>，${t("rows_held")} <b>${num(held)}</b> ${bad ? `<span class="bad">${t("do_not_quote")}</span>` : ""}`;
}

const RENDER = {
  review(list) {
    const led = list.filter(p => p.outcomes.includes("1")), results = list.filter(p => D.result_counts[p.i]), missed = results.filter(p => D.result_counts[p.i]["未完成"]);
    const figure = (label, value, note) => `<div><span>${label}</span><strong>${value}</strong><small>${note}</small></div>`;
    const total = money(list), blank = list.filter(p => p.amount == null).length;
    $("figures").innerHTML = figure(t("projects"), num(list.length), `${num(list.reduce((s, p) => s + p.n, 0))} ${t("with_indicators")}`) +
      figure(t("amount_yi"), num(total / 1e4, total < 1e5 ? 4 : 2), blank ? `${blank} ${t("no_amount")}` : `${num(total, 2)} ${t("wan")}`) +
      figure(t("verifiable_share"), share(money(list.filter(p => p.all)), total), `${list.filter(p => p.all).length} ${t("of")} ${list.length}`) +
      figure(t("lead_share"), share(money(led), total), `${led.length} ${t("with_leads")}`) +
      figure(t("missed"), results.length ? num(money(missed), 2) : "–", `${results.length} ${t("of")} ${list.length} ${t("with_result")}`);
    const rules = RULES.map((r, k) => ({...r, k, hit: list.filter(p => p.outcomes[k] === "1")})).filter(r => r.hit.length).map(r => ({...r, name: ruleName(r), value: money(r.hit)})).sort((a, b) => b.value - a.value);
    bars("chart_rules", rules, {colour: r => COLOUR[r.grade], label: r => `${num(r.value)} · ${r.hit.length}`, onclick: r => showRule(r)});
    heat(list, rules);
    const top = led.sort((a, b) => (b.amount || 0) - (a.amount || 0)).slice(0, 20);
    $("biggest").innerHTML = table([[t("department")], [t("project")], [t("amount"), "n"], [t("leads")], [t("last_year")], [t("original")]], top.map(p =>
      `<tr class="open" tabindex="0" data-project="${p.i}"><td class="d">${esc(p.department)}</td><td class="w">${esc(p.project)}</td><td class="n">${num(p.amount, 2)}</td><td>${tags(p)}</td><td>${changed(p)}</td><td><button class="link" type="button">${t("original")}</button></td></tr>`));
  },
  public(list) { cards(list); $("coverage").innerHTML = D.coverage.filter(c => (chosen.year === "" || String(c[0] ?? "") === chosen.year) && c[2]).map(c =>
      `<span class="s${["已入库", "待核", "公开无表", "未见"].indexOf(c[3])}" title="${esc(c[3])}">${esc(c[2])} ${esc(c[0] ?? "")}</span>`).join("") || `<p class="empty">${t("none")}</p>`; },
  money(list) {
    const by = key => [...group(list, key)].map(([name, ps]) => ({name: name || "–", value: money(ps), ps})).sort((a, b) => b.value - a.value).slice(0, 15);
    bars("chart_departments", by(p => p.department), {label: r => `${num(r.value)} · ${r.ps.length}`, onclick: r => choose("department", r.name)});
    bars("chart_regions", by(p => p.region), {colour: () => COLOUR.good, label: r => `${num(r.value)} · ${r.ps.length}`, onclick: r => choose("region", r.name)});
    const inside = new Set(list.map(p => p.i)), rows = group(D.categories.filter(c => inside.has(c[0])), c => c[2] || c[1] || "–"), names = [...rows.keys()];
    const count = (name, m) => rows.get(name).filter(c => c[3] === m).reduce((s, c) => s + c[4], 0);
    const sorted = names.sort((a, b) => rows.get(b).reduce((s, c) => s + c[4], 0) - rows.get(a).reduce((s, c) => s + c[4], 0));
    stacked("chart_categories", sorted, [["quantified", COLOUR.accent], ["verifiable", COLOUR.good], ["vague", COLOUR.B], ["none", COLOUR.grey]].map(([m, c]) => [t(m === "none" ? "empty" : m), c, sorted.map(n => count(n, m))]));
    const kinds = [["收紧", COLOUR.accent], ["不变", COLOUR.grey], ["放松", COLOUR.A], ["取消", "#8c3b52"], ["新增", COLOUR.good], ["不可比", "#a9b0b3"], ["方向不明", COLOUR.B]];
    const years = group(list.filter(p => D.change_counts[p.i]), p => p.year), labels = unique([...years.keys()]);
    $("chart_changes").hidden = !labels.length;
    if (labels.length) stacked("chart_changes", labels.map(String), kinds.map(([k, c]) => [k, c, labels.map(y => years.get(y).reduce((s, p) => s + (D.change_counts[p.i][k] || 0), 0))]), 150);
    const moved = list.flatMap(p => p.changes.filter(c => ["放松", "取消", "收紧"].includes(c[1])).map(c => [p, c])).slice(0, 100);
    $("changes").innerHTML = table([[t("department")], [t("project")], [t("name")], [t("last_year")], [""]], moved.map(([p, c]) => `<tr><td class="d">${esc(p.department)}</td><td class="w">${esc(p.project)}</td><td class="w">${esc(c[2])}</td><td>${esc(c[3] ?? "–")} → ${esc(c[4] ?? "–")}</td><td><span class="tag ${c[1] === "收紧" ? "q" : "A"}">${c[1]}</span></td></tr>`));
  },
  quality(list) {
    const statuses = ["curated", "no_table", "held_back", "unreadable"], docs = D.documents.filter(d => chosen.year === "" || String(d[0] ?? "") === chosen.year), years = unique(docs.map(d => d[0]));
    stacked("chart_documents", years.map(y => String(y ?? t("unknown_year"))), statuses.map((s, k) => [t(s), [COLOUR.accent, COLOUR.grey, COLOUR.B, COLOUR.A][k], years.map(y => docs.filter(d => d[0] === y && d[1] === s).reduce((a, d) => a + d[2], 0))]));
    $("findings").innerHTML = table([[t("findings")], [t("severity")], [t("count"), "n"]], D.findings.map(f => `<tr><td>${esc(language ? f[1] : f[0] || f[1])}</td><td>${t(f[2])}</td><td class="n">${num(f[3])}</td></tr>`));
    const n = (k, digit) => list.filter(p => p.outcomes[k] === digit).length;
    stacked("chart_undecided", RULES.map(ruleName), [[t("hit"), COLOUR.A, "1"], [t("miss"), COLOUR.good, "0"], [t("unknown"), COLOUR.grey, "2"]].map(([name, c, digit]) => [name, c, RULES.map((_, k) => n(k, digit))]), RULES.length * 24 + 64);
    $("rules").innerHTML = table([[t("rule")], [t("grade")], [t("unfair")], [t("guard")]], RULES.map(r => `<tr><td>${esc(ruleName(r))}</td><td><span class="tag ${r.grade}">${r.grade}</span></td><td>${esc(unfair(r))}</td><td>${esc(guard(r))}</td></tr>`));
  },
  table(list) { indicators(list); },
};

function heat(list, rules) {
  const columns = rules.slice(0, 8), rows = [...group(list, p => p.department)].map(([name, ps]) => ({name, ps, value: money(ps)})).sort((a, b) => b.value - a.value).slice(0, 12);
  const cell = (ps, k) => {
    const judged = ps.filter(p => p.outcomes[k] !== "2"), hit = judged.filter(p => p.outcomes[k] === "1"), part = money(judged) ? money(hit) / money(judged) : 0;
    if (!judged.length) return `<td class="u" title="${t("unknown")} ${ps.length}">${ps.length}</td>`;
    return `<td title="${share(money(hit), money(judged))} · ${t("unknown")} ${ps.length - judged.length}" style="background:rgba(181,67,45,${hit.length ? 0.12 + 0.88 * part : 0});color:${part > 0.5 ? "#fff" : "inherit"}">${hit.length || "·"}</td>`;
  };
  $("heat").innerHTML = rows.length && columns.length ? `<table class="heat"><thead><tr><th></th>${columns.map(r => `<th>${esc(ruleName(r))}</th>`).join("")}</tr></thead><tbody>` +
    rows.map(r => `<tr><th>${esc(r.name || "–")}</th>${columns.map(c => cell(r.ps, c.k)).join("")}</tr>`).join("") + "</tbody></table>" : `<p class="empty">${t("none")}</p>`;
}
const tags = p => RULES.map((r, k) => p.outcomes[k] === "1" ? `<span class="tag ${r.grade}">${esc(ruleName(r))}</span>` : "").join("");
const changed = p => { const c = D.change_counts[p.i]; return c ? ["收紧", "放松", "取消", "新增"].filter(k => c[k]).map(k => `${k} ${c[k]}`).join("，") || "不变" : "–"; };
function choose(name, value) { chosen[name] = value === "–" ? "" : value; filters(); draw(); }

function matching(list, text) {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return words.length ? list.filter(p => words.every(w => [p.project, p.department, p.goal, ...p.indicators.map(i => i[3])].some(s => String(s || "").toLowerCase().includes(w)))) : list;
}
function cards(list) {
  const hits = matching(list, $("ask").value).slice(0, 24);
  $("cards").innerHTML = hits.map(p => {
    const url = (D.files[p.document] || [])[1], before = p.results.length ? p.results : (P.find(q => q.project === p.project && q.department === p.department && q.year === p.year - 1) || p).results;
    return `<div class="card"><h3>${esc(p.project || t("unnamed"))}</h3><p>${esc(p.department)} · ${esc(p.year ?? t("unknown_year"))}</p><h4>${t("spends")}</h4><strong>${num(p.amount, 2)}</strong> ${t("wan")}` +
      `<h4>${t("promises")}</h4>${p.goal ? `<blockquote>${esc(p.goal)}</blockquote>` : ""}<ul>${p.indicators.slice(0, 4).map(i => `<li>${esc(i[3])}：${esc(i[5] ?? i[4] ?? "–")}</li>`).join("")}</ul>` +
      `<h4>${t("reached")}</h4>${before.length ? `<ul>${before.slice(0, 4).map(r => `<li>${esc(r[2])}：${esc(r[3])} → ${esc(r[4])}</li>`).join("")}</ul>` : t("no_result")}` +
      `<p><button class="link" type="button" data-project="${p.i}">${t("original")}</button>${/^https?:/.test(url || "") ? ` · <a href="${esc(url)}" rel="noopener">${t("official")}</a>` : ""}</p></div>`;
  }).join("") || `<p class="empty">${t("none")}</p>`;
}
function indicators(list) {
  const words = $("find").value.trim().toLowerCase().split(/\s+/).filter(Boolean), inside = new Set(list.map(p => p.i));
  const rows = D.indicators.map((r, k) => [r, k]).filter(([r]) => inside.has(r[0]) && words.every(w => [r[3], r[4], r[5], r[2], P[r[0]].project, P[r[0]].department].some(s => String(s || "").toLowerCase().includes(w))));
  const [have, all] = D.shown.indicators;
  $("found").textContent = `${num(rows.length)} ${t("found")}` + (have < all ? ` · ${t("shown_of")} (${num(have)} ${t("of")} ${num(all)})` : "");
  $("indicators").innerHTML = table([[t("project")], [t("subcategory")], [t("name")], [t("period")], [t("annual")], [t("measurability")]], rows.slice(0, shown).map(([r, k]) =>
    `<tr class="open" tabindex="0" data-indicator="${k}"><td class="w">${esc(P[r[0]].project)}</td><td>${esc(r[2] || r[1])}</td><td class="w">${esc(r[3])}</td><td>${esc(r[4])}</td><td>${esc(r[5])}</td><td>${esc(r[6])}</td></tr>`));
  $("more").hidden = rows.length <= shown;
}

// evidence
function dialog(title, pairs, source, rest = "") {
  $("evidence").innerHTML = `<button class="close" type="button">${t("close")}</button><h3>${esc(title)}</h3>${source ? `<pre>${esc(source)}</pre>` : ""}<dl>${pairs.filter(p => p[1] != null && p[1] !== "").map(([k, v]) => `<dt>${k}</dt><dd>${v}</dd>`).join("")}</dl>${rest}`;
  $("evidence").showModal();
}
const origin = (p, page, sheet, row) => { const f = D.files[p.document] || []; return [[t("file"), esc(f[0])], [t("place"), where(page, sheet, row)], ["sha256", esc(p.document)], [t("official"), esc(f[1])], [t("release"), esc((D.build || [])[0])]]; };
function showIndicator(k) {
  const r = D.indicators[k], p = P[r[0]], read = [r[7], r[8], r[9], r[10]].filter(x => x != null).join(" ");
  dialog(r[3] || t("unnamed"), [[t("project"), `${esc(p.project)} · ${num(p.amount, 2)} ${t("wan")}`], [t("department"), esc(p.department)], [t("period"), esc(r[4])], [t("annual"), esc(r[5])], [t("reading"), esc(read)],
    [t("measurability"), esc(r[6])], [t("flags"), esc(r[16])], ...origin(p, r[11], r[12], r[13]), [t("id"), esc(r[15])]], r[14]);
}
function showProject(p) {
  const leads = tab === "public" ? "" : p.leads.map(l => `<tr><td><span class="tag ${RULES[l[1]].grade}">${esc(ruleName(RULES[l[1]]))}</span></td><td>${esc(l[2])}</td><td class="n">${l[3]} / ${l[4]}</td></tr>`).join("");
  const rows = p.indicators.map(i => `<tr><td>${esc(i[2] || i[1])}</td><td>${esc(i[3])}</td><td>${esc(i[5] ?? i[4])}</td></tr>`);
  dialog(p.project || t("unnamed"), [[t("department"), esc(p.department)], [t("year"), p.year], [t("amount"), num(p.amount, 2)], ...origin(p, p.page, p.sheet, p.row), [t("id"), esc(p.id)]], p.goal,
    (leads ? `<div class="scroll"><table><tbody>${leads}</tbody></table></div>` : "") + (rows.length ? `<div class="scroll">${table([[t("subcategory")], [t("name")], [t("annual")]], rows)}</div>` : ""));
}
function showRule(r) { dialog(ruleName(r), [[t("grade"), r.grade], [t("guard"), esc(guard(r))], [t("unfair"), esc(unfair(r))]], "", `<div class="scroll">${table([[t("department")], [t("project")], [t("amount"), "n"]],
  r.hit.slice(0, 100).map(p => `<tr class="open" tabindex="0" data-project="${p.i}"><td>${esc(p.department)}</td><td>${esc(p.project)}</td><td class="n">${num(p.amount, 2)}</td></tr>`))}</div>`); }

// drawing
function draw() {
  state();
  for (const s of document.querySelectorAll("main > section")) s.hidden = s.id !== tab;
  $("tabs").innerHTML = Object.keys(RENDER).map(k => `<button type="button" role="tab" data-tab="${k}" aria-selected="${k === tab}">${t(k)}</button>`).join("");
  RENDER[tab](P.filter(passes));
}
function speak() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  $("language").textContent = language ? "中文" : "EN";
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  $("ask").placeholder = $("find").placeholder = t("public_hint");
  filters(); draw();
}
function activate(e) {
  const close = e.target.closest("dialog .close"), row = e.target.closest("[data-indicator],[data-project],[data-tab]");
  if (close || e.target === $("evidence")) return $("evidence").close();
  if (!row) return;
  if (row.dataset.tab) { tab = row.dataset.tab; location.hash = "/" + tab; draw(); }
  else { if ($("evidence").open) $("evidence").close(); row.dataset.indicator ? showIndicator(+row.dataset.indicator) : showProject(P[+row.dataset.project]); }
}
document.addEventListener("click", activate);
document.addEventListener("keydown", e => { if (e.key === "Enter" && e.target.matches("tr.open")) activate(e); });
$("language").addEventListener("click", () => { language = 1 - language; speak(); });
$("filters").addEventListener("input", e => { chosen[e.target.name] = e.target.name === "floor" ? +e.target.value : e.target.value; draw(); });
$("filters").addEventListener("submit", e => e.preventDefault());
$("ask").addEventListener("input", () => cards(P.filter(passes)));
$("find").addEventListener("input", () => { shown = 50; indicators(P.filter(passes)); });
$("more").addEventListener("click", () => { shown += 200; indicators(P.filter(passes)); });
addEventListener("hashchange", () => { const to = location.hash.slice(2); if (RENDER[to] && to !== tab) { tab = to; draw(); } });
addEventListener("beforeprint", () => { for (const s of document.querySelectorAll("main > section")) s.hidden = false; for (const k of Object.keys(RENDER)) RENDER[k](P.filter(passes)); });
addEventListener("afterprint", draw);
addEventListener("resize", () => Object.values(charts).forEach(c => c.resize()));
if (!RENDER[tab]) tab = "review";
speak();
