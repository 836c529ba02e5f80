"use strict";
// Three kinds of drawing, one palette. A drawing without rows is a sentence.
const COLOUR = {
  A: "#b5432d",
  B: "#cf9a3a",
  accent: "#0e5a67",
  good: "#5f9a8c",
  pale: "#cfe0dc",
  grey: "#c9cecd",
  dark: "#8c3b52",
  ink: "#1d2b36",
  line: "#dfe3e2",
};
const charts = {};
const printing = () => document.body.classList.contains("printing");
const emptied = (id, none) => {
  const box = $(id);
  charts[id]?.dispose();
  delete charts[id];
  box.style.height = "auto";
  box.innerHTML = `<p class="empty">${esc(none)}</p>`;
};
function chart(id, option, height) {
  const box = $(id);
  if (!charts[id]) box.innerHTML = "";
  box.style.height = height + "px";
  charts[id] ||= echarts.init(box, null, {renderer: "svg"});
  charts[id].resize();
  charts[id].setOption({animation: false, textStyle: {fontFamily: "inherit"}, ...option}, true);
  charts[id].off("click");
}
const names = (data, width) => ({
  type: "category",
  inverse: true,
  data,
  axisLine: {show: false},
  axisTick: {show: false},
  axisLabel: {color: COLOUR.ink, width, overflow: "truncate", fontSize: 13},
});

// horizontal bars of money: rows of {name, value, ...}; a click hands the row on
function bars(
  id,
  rows,
  {colour = () => COLOUR.accent, label = r => num(r.value), onclick, none = t("none")} = {},
) {
  if (!rows.length) return emptied(id, none);
  const narrow = $(id).clientWidth < 480;
  chart(
    id,
    {
      grid: {left: 4, right: 112, top: 2, bottom: 2, containLabel: true},
      tooltip: {
        trigger: "item",
        confine: true,
        formatter: x => `${esc(x.name)}<br>${num(x.value, 2)} ${t("wan")}`,
      },
      xAxis: {type: "value", show: false, axisLabel: {show: false}, max: "dataMax"},
      yAxis: names(
        rows.map(r => r.name),
        narrow ? 124 : 190,
      ),
      series: [
        {
          type: "bar",
          barMaxWidth: 20,
          barMinHeight: 2,
          data: rows.map(r => ({value: r.value, itemStyle: {color: colour(r)}})),
          label: {
            show: true,
            position: "right",
            color: COLOUR.ink,
            formatter: x => label(rows[x.dataIndex]),
          },
        },
      ],
    },
    rows.length * 27 + 8,
  );
  if (onclick) charts[id].on("click", x => onclick(rows[x.dataIndex]));
}
// counts on top of one another: series of [name, colour, values]
function stacked(id, labels, series, none = t("none")) {
  if (!labels.length) return emptied(id, none);
  const narrow = $(id).clientWidth < 480;
  chart(
    id,
    {
      grid: {left: 4, right: 20, top: narrow ? 60 : 34, bottom: 2, containLabel: true},
      legend: {top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 14},
      tooltip: {trigger: "axis", confine: true, axisPointer: {type: "shadow"}},
      xAxis: {
        type: "value",
        minInterval: 1,
        splitNumber: narrow ? 3 : 6,
        splitLine: {lineStyle: {color: COLOUR.line}},
      },
      yAxis: names(labels, narrow ? 112 : 170),
      series: series.map(([name, color, data]) => ({
        name,
        type: "bar",
        stack: "x",
        barMaxWidth: 20,
        itemStyle: {color},
        data,
      })),
    },
    labels.length * 27 + (narrow ? 90 : 64),
  );
}
// departments × rules: colour is the share of the money that could be judged, the number counts
// projects
function heat(list, rules) {
  const columns = rules.slice(0, 8),
    rows = [...group(list, p => p.department)]
      .map(([name, ps]) => ({name, ps, value: money(ps)}))
      .sort((a, b) => b.value - a.value)
      .slice(0, innerWidth < 600 || printing() ? 12 : 30);
  const cell = (ps, k) => {
    const judged = ps.filter(p => p.outcomes[k] !== "2"),
      hit = judged.filter(p => p.outcomes[k] === "1"),
      part = money(judged) ? money(hit) / money(judged) : 0;
    if (!judged.length)
      return `<td class="u" title="${t("unknown")} ${ps.length}">${ps.length}</td>`;
    return (
      `<td title="${share(money(hit), money(judged))} · ` +
      `${t("unknown")} ${ps.length - judged.length}"` +
      ` style="background:rgba(14,90,103,${hit.length ? 0.1 + 0.9 * part : 0})` +
      `;color:${part > 0.45 ? "#fff" : "inherit"}">${hit.length || "·"}</td>`
    );
  };
  $("heat").innerHTML =
    rows.length && columns.length
      ? `<table class="heat"><thead><tr><th></th>` +
        `${columns.map(r => `<th>${esc(ruleName(r))}</th>`).join("")}</tr></thead><tbody>` +
        rows
          .map(
            r =>
              `<tr><th title="${esc(r.name)}">${esc(r.name || "–")}</th>` +
              `${columns.map(c => cell(r.ps, c.k)).join("")}</tr>`,
          )
          .join("") +
        "</tbody></table>"
      : `<p class="empty">${noLeads()}</p>`;
}
const table = (heads, rows, none = t("none")) =>
  rows.length
    ? `<table><thead><tr>` +
      `${heads.map(h => `<th class="${h[1] || ""}">${esc(h[0])}</th>`).join("")}` +
      `</tr></thead><tbody>${rows.join("")}</tbody></table>`
    : `<p class="empty">${esc(none)}</p>`;
