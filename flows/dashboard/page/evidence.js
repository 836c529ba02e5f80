"use strict";
// One click from any row: the source's own words, its file, page, row and sha256. And the working
// paper as a file.
const where = (page, sheet, row) =>
  [
    page != null && `${t("page")} ${page}`,
    sheet && `${t("sheet")} ${esc(sheet)}`,
    row != null && `${t("row")} ${row}`,
  ]
    .filter(Boolean)
    .join(" · ");
const tag = r => `<span class="tag ${r.grade}">${esc(ruleName(r))}</span>`;
const tags = p =>
  RULES.filter(r => p.outcomes[r.k] === "1")
    .map(tag)
    .join("");
function dialog(title, pairs, source, rest = "") {
  const facts = pairs
    .filter(p => p[1] != null && p[1] !== "")
    .map(([k, v]) => `<dt>${k}</dt><dd>${v}</dd>`)
    .join("");
  $("evidence").innerHTML =
    `<button class="close" type="button">${t("close")}</button><h3>${esc(title)}</h3>` +
    `${source ? `<pre>${esc(source)}</pre>` : ""}<dl>${facts}</dl>${rest}`;
  if (!$("evidence").open) $("evidence").showModal();
  $("evidence").scrollTop = 0;
}
function origin(p, page, sheet, row) {
  const [file, url] = D.files[p.document] || [];
  return [
    [t("file"), esc(file)],
    [t("place"), where(page, sheet, row)],
    ["sha256", esc(p.document)],
    [t("official"), safe(url) && `<a href="${esc(url)}" rel="noopener">${esc(url)}</a>`],
    [t("release"), esc((D.build || [])[0])],
  ];
}
function showIndicator(k) {
  const r = D.indicators[k],
    p = P[r[0]],
    read = [r[7], r[8], r[9], r[10]].filter(x => x != null).join(" ");
  dialog(
    r[3] || t("unnamed"),
    [
      [t("project"), `${esc(p.project)} · ${num(p.amount, 2)} ${t("wan")}`],
      [t("department"), esc(p.department)],
      [t("period"), esc(r[4])],
      [t("annual"), esc(r[5])],
      [t("reading"), esc(read)],
      [t("measurability"), esc(r[6])],
      [t("flags"), esc(r[16])],
      ...origin(p, r[11], r[12], r[13]),
      [t("id"), esc(r[15])],
    ],
    r[14],
  );
}
function showProject(p) {
  const leads =
    tab === "public"
      ? []
      : p.leads.map(
          l =>
            `<tr><td>${tag(RULES[l[1]])}</td><td>${esc(l[2])}` +
            `${l[5] ? `<br><small>${esc(l[5])}</small>` : ""}` +
            `${l[7] ? `<br><b>${esc(l[7])}</b>` : ""}</td>` +
            `<td class="n">${l[3]} / ${l[4]}</td></tr>`,
        );
  const changes = p.changes.map(
    c =>
      `<tr><td>${esc(c[2])}</td><td>${esc(c[3] ?? "–")} → ${esc(c[4] ?? "–")}</td>` +
      `<td>${esc(t(c[1]))}</td></tr>`,
  );
  const rows = p.indicators.map(
    i => `<tr><td>${esc(i[2] || i[1])}</td><td>${esc(i[3])}</td><td>${esc(i[5] ?? i[4])}</td></tr>`,
  );
  const part = (heads, list) =>
    list.length ? `<div class="scroll">${table(heads, list)}</div>` : "";
  dialog(
    p.project || t("unnamed"),
    [
      [t("department"), esc(p.department)],
      [t("year"), p.year],
      [t("amount"), num(p.amount, 2)],
      ...origin(p, p.page, p.sheet, p.row),
      [t("id"), esc(p.id)],
    ],
    p.goal,
    part([[t("leads")], [t("evidence")], [t("counted"), "n"]], leads) +
      part([[t("name")], [t("last_year")], [""]], changes) +
      (rows.length
        ? part([[t("subcategory")], [t("name")], [t("annual")]], rows)
        : p.n
          ? `<p class="hint">${t("left_out")}</p>`
          : ""),
  );
}
function showRule(r) {
  const rows = r.hit
    .slice(0, 100)
    .map(
      p =>
        `<tr class="open" tabindex="0" data-project="${p.i}"><td>${esc(p.department)}</td>` +
        `<td>${esc(p.project)}</td><td class="n">${num(p.amount, 2)}</td>` +
        `<td>${esc((p.leads.find(l => l[1] === r.k) || [])[2])}</td></tr>`,
    );
  const heads = [[t("department")], [t("project")], [t("amount"), "n"], [t("evidence")]];
  dialog(
    ruleName(r),
    [
      [t("grade"), r.grade],
      [t("projects"), `${num(r.hit.length)} · ${num(money(r.hit), 2)} ${t("wan")}`],
      [t("guard"), esc(guard(r))],
      [t("unfair"), esc(unfair(r))],
    ],
    "",
    `<div class="scroll">${table(heads, rows)}</div>` +
      (r.hit.length > 100 ? `<p class="hint">${t("first_100")}</p>` : ""),
  );
}
// every lead of the chosen projects with file, page, row, sha256, release and date; text that a
// spreadsheet would run gets an apostrophe
function workingPaper(list) {
  const cell = v => {
    const s = String(v ?? "");
    const runs = typeof v === "string" && /^[=+\-@＝＋－＠\t\r]/.test(s);
    return `"${(runs ? "'" + s : s).replace(/"/g, '""')}"`;
  };
  const heads = [
    "year",
    "region",
    "department",
    "project",
    "amount",
    "rule",
    "grade",
    "evidence",
    "hit_count",
    "considered",
    "sources",
    "disposition",
    "file",
    "page",
    "sheet",
    "row",
    "sha256",
    "official",
    "release",
    "as_of",
  ];
  const rows = list.flatMap(p =>
    RULES.filter(r => p.outcomes[r.k] === "1").map(r => {
      const lead = p.leads.find(l => l[1] === r.k) || [],
        [, , evidence, hits, considered, sources, place, disposed] = lead,
        [document, page, sheet, row] = place || [p.document, p.page, p.sheet, p.row],
        [file, url] = D.files[document] || [];
      return [
        p.year,
        p.region,
        p.department,
        p.project,
        p.amount,
        ruleName(r),
        r.grade,
        evidence,
        hits,
        considered,
        sources,
        disposed,
        file,
        page,
        sheet,
        row,
        document,
        url,
        ...(D.build || []).slice(0, 2),
      ];
    }),
  );
  return (
    "\ufeff" + [heads.map(t), ...rows].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n"
  );
}
function download() {
  const link = document.createElement("a");
  const paper = workingPaper(P.filter(p => passes(p)));
  link.href = URL.createObjectURL(new Blob([paper], {type: "text/csv"}));
  link.download = `${t("working_paper")}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
