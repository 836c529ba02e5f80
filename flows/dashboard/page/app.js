"use strict";
// Filters, tabs, language. Everything is computed from the data in the page: filters choose
// projects, and every figure, chart and table counts those.
const FILTERS = ["year", "region", "department", "kind", "funds"];
const FUNDS = {f: "fiscal", s: "special", o: "other"};
const chosen = {year: "", region: "", department: "", kind: "", funds: "", floor: 0};
const orDash = value => String(value || "–"); // what the source does not say can be chosen too
const fits = (p, f, value) =>
  value === "" || (f === "funds" ? p.funds.includes(value) : orDash(p[f]) === value);
const passes = (p, year = chosen.year) =>
  FILTERS.every(f => fits(p, f, f === "year" ? year : chosen[f])) &&
  (!chosen.floor || (p.amount || 0) >= chosen.floor);
let tab = location.hash.slice(2);

function filters() {
  const values = f =>
    f === "funds"
      ? Object.keys(FUNDS)
      : unique(
          P.filter(p => f !== "department" || fits(p, "region", chosen.region)).map(p =>
            orDash(p[f]),
          ),
        );
  const label = (f, v) =>
    f === "kind"
      ? t(v)
      : f === "funds"
        ? t(FUNDS[v])
        : v === "–" && f === "year"
          ? t("unknown_year")
          : v;
  $("filters").innerHTML =
    FILTERS.map(
      f =>
        `<select name="${f}" aria-label="${t(f)}">` +
        `<option value="">${t(f)}${t("colon")}${t("all")}</option>` +
        values(f)
          .map(
            v =>
              `<option value="${esc(v)}"${v === chosen[f] ? " selected" : ""}>` +
              `${esc(label(f, v))}</option>`,
          )
          .join("") +
        "</select>",
    ).join("") +
    `<input name="floor" type="number" min="0" placeholder="${t("floor")}"` +
    ` aria-label="${t("floor")}" value="${chosen.floor || ""}">`;
}
function choose(name, value) {
  chosen[name] = value || "";
  if (name === "region") chosen.department = "";
  filters();
  draw();
}
function draw() {
  state();
  document.body.dataset.tab = tab;
  // the public screen begins with its search
  (tab === "public" ? $("narrow") : $("top")).append($("filters"));
  for (const s of document.querySelectorAll("main > section")) s.hidden = s.id !== tab;
  $("tabs").innerHTML = Object.keys(SCREENS)
    .map(
      k =>
        `<button type="button" role="tab" data-tab="${k}" aria-selected="${k === tab}">` +
        `${t(k)}</button>`,
    )
    .join("");
  SCREENS[tab](P.filter(p => passes(p)));
}
function speak() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  $("language").textContent = language ? "中文" : "EN";
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  $("ask").placeholder = t("public_hint");
  $("find").placeholder = t("table_hint");
  filters();
  draw();
}
function activate(e) {
  const close = e.target.closest("dialog .close"),
    row = e.target.closest("[data-indicator],[data-project],[data-tab]");
  if (close || e.target === $("evidence")) return $("evidence").close();
  if (!row || e.target.closest("a")) return;
  if (row.dataset.tab) {
    tab = row.dataset.tab;
    location.hash = "/" + tab;
    draw();
  } else if (row.dataset.indicator) showIndicator(+row.dataset.indicator);
  else showProject(P[+row.dataset.project]);
}
function later(action) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, 150);
  };
}
function printed(on) {
  // as wide as the paper, so that the charts are drawn for it
  document.body.classList.toggle("printing", on);
  if (!on) return draw();
  for (const [name, screen] of Object.entries(SCREENS)) {
    $(name).hidden = false;
    screen(P.filter(p => passes(p)));
  }
}
function start(data) {
  take(data);
  const years = P.map(p => p.year).filter(Boolean);
  chosen.year = years.length ? String(years.reduce((a, b) => Math.max(a, b))) : "";
  if (!SCREENS[tab]) tab = "review";
  document.addEventListener("click", activate);
  document.addEventListener("keydown", e => {
    if (e.key !== "Enter" || !e.target.matches("tr.open")) return;
    e.preventDefault(); // else the same key presses the button that closes what it opened
    activate(e);
  });
  $("language").addEventListener("click", () => {
    language = 1 - language;
    speak();
  });
  $("filters").addEventListener("change", e =>
    e.target.name === "floor"
      ? ((chosen.floor = +e.target.value), draw())
      : choose(e.target.name, e.target.value),
  );
  $("filters").addEventListener("submit", e => e.preventDefault());
  $("ask").addEventListener(
    "input",
    later(() => cards(P.filter(p => passes(p)))),
  );
  $("find").addEventListener(
    "input",
    later(() => {
      shown = 50;
      indicators(P.filter(p => passes(p)));
    }),
  );
  $("more").addEventListener("click", () => {
    shown += 200;
    indicators(P.filter(p => passes(p)));
  });
  $("paper").addEventListener("click", download);
  addEventListener("hashchange", () => {
    const to = location.hash.slice(2);
    if (SCREENS[to] && to !== tab) {
      tab = to;
      draw();
    }
  });
  addEventListener("beforeprint", () => printed(true));
  addEventListener("afterprint", () => printed(false));
  addEventListener(
    "resize",
    later(() => printing() || draw()),
  );
  speak();
}
const source = $("data");
if (source.dataset.packed)
  unpacked(source.textContent).then(start, () => {
    $("state").textContent = t("old_browser");
  });
else start(JSON.parse(source.textContent));
