"use strict";
// The screens: each draws the chosen projects. Figures count all projects of the build; texts are
// there for the most expensive ones at least.
let shown = 50;
const inYear = (year, list, at = 0) =>
  list.filter(r => chosen.year === "" || orDash(r[at]) === chosen.year);
const inRegion = c => chosen.region === "" || orDash(c[1]) === chosen.region;
const toCoverage = () =>
  inYear("year", D.coverage).filter(
    c => c[2] && inRegion(c) && (chosen.department === "" || c[2] === chosen.department),
  );
const STATES = [
  ["已入库", "loaded"],
  ["公开无表", "no_table"],
  ["待核", "held"],
  ["未见", "unseen"],
];

const noLeads = () => t(P.length ? "no_leads" : "no_data");
// first line: how much of what is owed is here, and whether it may be quoted
function state() {
  const build = D.build || ["–", "–"],
    rows = toCoverage(),
    n = s => num(rows.filter(c => c[3] === s).length),
    read = sum(rows, c => c[7]),
    held = sum(rows, c => c[8]),
    nameless = sum(
      inYear("year", D.coverage).filter(c => !c[2] && inRegion(c) && chosen.department === ""),
      c => c[6],
    );
  $("release").textContent =
    `${t("as_of")} ${build[1]} · ${t("release")} ${String(build[0]).slice(0, 16)}`;
  $("state").innerHTML =
    `${t("should")} <b>${num(rows.length)}</b> ` +
    `${t(chosen.year === "" ? "department_years" : "departments")} / ` +
    STATES.map(([s, key]) => `${t(key)} <b>${n(s)}</b>`).join(" / ") +
    (nameless ? ` / ${t("nameless")} <b>${num(nameless)}</b>` : "") +
    `<i></i>${t("rows_read")} <b>${num(read)}</b>${t("comma")}` +
    `${t("rows_held")} <b>${num(held)}</b>` +
    (held > 0.05 * (read + held) ? ` <span class="bad">${t("do_not_quote")}</span>` : "");
}
// results are published a year later: the newest year with a result among the same departments
function missed(list) {
  const evaluated = list.filter(p => D.result_counts[p.i]);
  if (evaluated.length || chosen.year === "") return [list, evaluated, chosen.year];
  const before = P.filter(p => passes(p, String(+chosen.year - 1)));
  if (!before.length) return [list, evaluated, chosen.year];
  return [before, before.filter(p => D.result_counts[p.i]), String(+chosen.year - 1)];
}
const SCREENS = {
  review(list) {
    const led = list.filter(p => p.outcomes.includes("1")),
      total = money(list),
      blank = figureOf(list, "amount_missing"),
      suspect = figureOf(list, "amount_suspect"),
      all = list.filter(p => p.all);
    const [asked, evaluated, year] = missed(list),
      failed = evaluated.filter(p => D.result_counts[p.i]["未完成"]);
    const figure = (label, value, note) =>
      `<div><span>${label}</span><strong>${value}</strong><small>${note}</small></div>`;
    $("figures").innerHTML =
      figure(
        t("projects"),
        num(figureOf(list, "project_count")),
        `${num(figureOf(list, "indicator_count"))} ${t("with_indicators")}`,
      ) +
      figure(
        t("amount_yi"),
        num(total / 1e4, total < 1e5 ? 4 : 2),
        `${num(total, 2)} ${t("wan")}` +
          (blank ? `${t("comma")}${num(blank)} ${t("no_amount")}` : "") +
          (suspect
            ? `${t("comma")}<b class="bad">${t("suspect")} ${num(suspect, 2)} ${t("wan")}</b>`
            : ""),
      ) +
      figure(
        t("verifiable_share"),
        share(figureOf(list, "amount_all_verifiable"), total),
        `${num(all.length)} ${t("of")} ${num(list.length)} ${t("projects_unit")}`,
      ) +
      figure(t("lead_share"), share(money(led), total), `${num(led.length)} ${t("with_leads")}`) +
      figure(
        t("missed"),
        evaluated.length ? num(money(failed), 2) : "–",
        `${year && year !== chosen.year ? year + t("year_colon") : ""}` +
          `${num(evaluated.length)} ${t("of")} ${num(asked.length)} ${t("with_result")}`,
      );
    const rules = RULES.map(r => ({...r, hit: list.filter(p => p.outcomes[r.k] === "1")}))
      .filter(r => r.hit.length)
      .map(r => ({...r, name: ruleName(r), value: money(r.hit)}))
      .sort((a, b) => b.value - a.value);
    bars("chart_rules", rules, {
      colour: r => COLOUR[r.grade],
      label: r => `${num(r.value)} · ${num(r.hit.length)}${t("count_unit")}`,
      onclick: showRule,
      none: noLeads(),
    });
    heat(list, rules);
    $("biggest").innerHTML = table(
      [[t("department")], [t("project")], [t("amount"), "n"], [t("leads")], [t("last_year")], [""]],
      led
        .slice(0, 20)
        .map(
          p =>
            `<tr class="open" tabindex="0" data-project="${p.i}">` +
            `<td class="d">${esc(p.department)}</td><td class="w">${esc(p.project)}</td>` +
            `<td class="n">${num(p.amount, 2)}</td><td>${tags(p)}</td>` +
            `<td class="c">${changed(p)}</td>` +
            `<td class="c"><button class="link" type="button">${t("original")}</button></td></tr>`,
        ),
      noLeads(),
    );
    $("paper").hidden = !led.length;
  },
  public(list) {
    cards(list);
    const regions = [...group(toCoverage(), c => c[1])],
      few = sum(regions, r => r[1].length) <= 120;
    const chip = c =>
      `<span class="s${STATES.findIndex(s => s[0] === c[3])}">${esc(c[2])}` +
      `${chosen.year === "" ? " " + esc(c[0] ?? "") : ""}</span>`;
    const counts = rows =>
      STATES.map(([s, key]) => [rows.filter(c => c[3] === s).length, key])
        .filter(x => x[0])
        .map(([n, key]) => `${t(key)} ${n}`)
        .join(" · ");
    $("coverage").innerHTML =
      `<p class="legend">${STATES.map(
        ([, key], k) => `<span class="s${k}">${t(key)}</span>`,
      ).join("")}</p>` +
      (regions
        .map(
          ([name, rows]) =>
            `<details${few ? " open" : ""}>` +
            `<summary>${esc(name || "–")} <small>${counts(rows)}</small></summary>` +
            `<div>${rows.map(chip).join("")}</div></details>`,
        )
        .join("") || `<p class="empty">${t("none")}</p>`);
    $("method").textContent =
      `${t("as_of")} ${(D.build || ["", "–"])[1]}${t("stop")}${t("machine_read")}`;
  },
  money(list) {
    const by = key =>
      [...group(list, key)]
        .map(([name, ps]) => ({name: orDash(name), value: money(ps), ps}))
        .sort((a, b) => b.value - a.value)
        .slice(0, 15);
    const label = r => `${num(r.value)} · ${num(r.ps.length)}${t("count_unit")}`;
    bars(
      "chart_departments",
      by(p => p.department),
      {label, onclick: r => choose("department", r.name)},
    );
    bars(
      "chart_regions",
      by(p => p.region),
      {colour: () => COLOUR.good, label, onclick: r => choose("region", r.name)},
    );
    const inside = new Set(list.map(p => p.i)),
      rows = group(
        D.categories.filter(c => inside.has(c[0])),
        c => c[2] || c[1] || "–",
      );
    const count = (name, m) =>
        sum(
          rows.get(name).filter(c => !m || c[3] === m),
          c => c[4],
        ),
      levels = [...rows.keys()]
        .map(n => [n, count(n)])
        .sort((a, b) => b[1] - a[1])
        .map(x => x[0]);
    stacked(
      "chart_categories",
      levels,
      [
        ["quantified", COLOUR.accent],
        ["verifiable", COLOUR.good],
        ["vague", COLOUR.B],
        ["none", COLOUR.grey],
      ].map(([m, c]) => [t(m === "none" ? "empty" : m), c, levels.map(n => count(n, m))]),
    );
    const kinds = [
      ["收紧", COLOUR.accent],
      ["新增", COLOUR.good],
      ["不变", COLOUR.pale],
      ["放松", COLOUR.A],
      ["取消", COLOUR.dark],
      ["不可比", COLOUR.grey],
      ["方向不明", COLOUR.B],
      ["随预算", COLOUR.grey],
    ];
    const years = group(
        P.filter(p => passes(p, "") && D.change_counts[p.i]),
        p => p.year,
      ),
      labels = unique([...years.keys()]);
    stacked(
      "chart_changes",
      labels.map(String),
      kinds.map(([k, c]) => [
        t(k),
        c,
        labels.map(y => sum(years.get(y), p => D.change_counts[p.i][k])),
      ]),
      t("no_second_year"),
    );
    const moved = list
      .flatMap(p => p.changes.filter(c => ["放松", "取消", "收紧"].includes(c[1])).map(c => [p, c]))
      .slice(0, printing() ? 30 : 100);
    $("changes").innerHTML = moved.length
      ? table(
          [[t("department")], [t("project")], [t("name")], [t("last_year")], [""]],
          moved.map(
            ([p, c]) =>
              `<tr class="open" tabindex="0" data-project="${p.i}">` +
              `<td class="d">${esc(p.department)}</td><td class="w">${esc(p.project)}</td>` +
              `<td class="w">${esc(c[2])}</td><td>${esc(c[3] ?? "–")} → ${esc(c[4] ?? "–")}</td>` +
              `<td><span class="tag ${c[1] === "收紧" ? "q" : "B"}">${t(c[1])}</span></td></tr>`,
          ),
        )
      : "";
  },
  quality(list) {
    const statuses = [
        ["curated", COLOUR.accent],
        ["no_table", COLOUR.grey],
        ["held_back", COLOUR.B],
        ["unreadable", COLOUR.A],
      ],
      years = unique(D.documents.map(d => d[0]));
    stacked(
      "chart_documents",
      years.map(y => String(y ?? t("unknown_year"))),
      statuses.map(([s, c]) => [
        t(s),
        c,
        years.map(y =>
          sum(
            D.documents.filter(d => d[0] === y && d[1] === s),
            d => d[2],
          ),
        ),
      ]),
    );
    const found = [...group(inYear("year", D.findings), f => f[2])]
      .map(([, rows]) => [rows[0], sum(rows, f => f[4])])
      .sort((a, b) => b[1] - a[1]);
    $("findings").innerHTML = table(
      [[t("findings")], [t("severity")], [t("count"), "n"]],
      found.map(
        ([f, n]) =>
          `<tr><td>${esc(language ? f[2] : f[1] || f[2])}</td><td>${t(f[3])}</td>` +
          `<td class="n">${num(n)}</td></tr>`,
      ),
      t("no_findings"),
    );
    const n = (k, digit) => list.filter(p => p.outcomes[k] === digit).length;
    stacked(
      "chart_undecided",
      list.length ? RULES.map(ruleName) : [],
      [
        [t("hit"), COLOUR.accent, "1"],
        [t("miss"), COLOUR.pale, "0"],
        [t("unknown"), COLOUR.grey, "2"],
      ].map(([name, c, digit]) => [name, c, RULES.map(r => n(r.k, digit))]),
    );
    $("rules").innerHTML = table(
      [[t("rule")], [t("grade")], [t("unfair")], [t("guard")]],
      RULES.map(
        r =>
          `<tr><td>${esc(ruleName(r))}</td>` +
          `<td><span class="tag ${r.grade}">${r.grade}</span></td>` +
          `<td>${esc(unfair(r))}</td><td>${esc(guard(r))}</td></tr>`,
      ),
    );
  },
  table(list) {
    indicators(list);
  },
};
const changed = p => {
  const c = D.change_counts[p.i];
  return c
    ? ["收紧", "放松", "取消", "新增"]
        .filter(k => c[k])
        .map(k => `${t(k)} ${c[k]}`)
        .join(t("comma")) || t("不变")
    : "–";
};
function cards(list) {
  const words = wordsOf($("ask").value),
    hits = list.filter(p => words.every(w => foundBy(p).includes(w)));
  const read = sum(list, p => p.indicators.length),
    all = figureOf(list, "indicator_count"),
    searched =
      `${t("searched")} ${num(list.length)} ${t("searched_projects")} ${num(read)}` +
      `${read < all ? ` / ${num(all)}` : ""} ${t("searched_names")}`;
  $("hits").textContent = words.length
    ? `${num(hits.length)} ${t("projects_found")} · ${searched}`
    : t("biggest_first");
  $("cards").innerHTML =
    hits
      .slice(0, printing() ? 8 : 24)
      .map(p => card(p, words))
      .join("") || `<p class="empty">${t("none")}</p>`;
}
function card(p, words) {
  const before = P[D.earlier[p.i]];
  const url = safe((D.files[p.document] || [])[1]),
    official = url ? ` · <a href="${esc(url)}" rel="noopener">${t("official")}</a>` : "",
    costs =
      p.amount == null
        ? t("no_amount_printed")
        : `<div><strong>${num(p.amount, 2)}</strong> ${t("wan")}</div>`;
  return (
    `<div class="card"><h3>${esc(p.project || t("unnamed"))}</h3>` +
    `<p>${esc(p.department)} · ${esc(p.year ?? t("unknown_year"))}</p>` +
    `<h4>${t("spends")}</h4>${costs}` +
    `<h4>${t("promises")}</h4>${p.goal ? `<blockquote>${esc(p.goal)}</blockquote>` : ""}` +
    promised(p, words) +
    `<h4>${t("reached")}${before ? ` (${before.year})` : ""}</h4>${reported(before)}` +
    `<footer><button class="link" type="button" data-project="${p.i}">${t("original")}</button>` +
    `${official}</footer></div>`
  );
}
// four targets, first those that hold a word that was asked for
function promised(p, words) {
  const asked = i => words.some(w => String(i[3]).toLowerCase().includes(w)),
    promises = [...new Set([...p.indicators.filter(asked), ...p.indicators])],
    more = `${t("more_of")} ${promises.length - 4} ${t("with_indicators")}`,
    item = i => `<li>${esc(i[3])}${t("colon")}${esc(i[5] || i[4] || "–")}</li>`;
  return (
    `<ul>${promises.slice(0, 4).map(item).join("")}</ul>` +
    (promises.length > 4 ? `<small>${more}</small>` : "")
  );
}
// the results of the same project a year before, matched by its key
function reported(before) {
  const results = before ? before.results : [],
    item = r =>
      `<li>${esc(r[2])}${t("colon")}${t("promised")} ${esc(r[3])}${t("comma")}` +
      `${t("reported")} ${esc(r[4])}</li>`;
  return results.length ? `<ul>${results.slice(0, 4).map(item).join("")}</ul>` : t("no_result");
}
function indicators(list) {
  const words = wordsOf($("find").value),
    inside = new Set(list.map(p => p.i)),
    [have, all] = D.shown.indicators;
  const holds = r =>
    words.every(w =>
      [r[3], r[4], r[5], r[2], P[r[0]].project, P[r[0]].department].some(s =>
        String(s || "")
          .toLowerCase()
          .includes(w),
      ),
    );
  const rows = D.indicators.map((r, k) => [r, k]).filter(([r]) => inside.has(r[0]) && holds(r));
  $("found").textContent =
    `${num(rows.length)} ${t("found")}` +
    (have < all ? ` · ${t("shown_of")} (${num(have)} ${t("of")} ${num(all)})` : "");
  $("indicators").innerHTML = table(
    [
      [t("department")],
      [t("project")],
      [t("subcategory")],
      [t("name")],
      [t("period")],
      [t("annual")],
      [t("measurability")],
      [t("source")],
    ],
    rows
      .slice(0, shown)
      .map(
        ([r, k]) =>
          `<tr class="open" tabindex="0" data-indicator="${k}">` +
          `<td class="d">${esc(P[r[0]].department)}</td>` +
          `<td class="w">${esc(P[r[0]].project)}</td>` +
          `<td>${esc(r[2] || r[1])}</td><td class="w">${esc(r[3])}</td><td>${esc(r[4])}</td>` +
          `<td>${esc(r[5])}</td><td>${esc(r[6])}</td>` +
          `<td class="x"><span>${esc(r[14])}</span></td></tr>`,
      ),
  );
  $("more").hidden = rows.length <= shown;
}
