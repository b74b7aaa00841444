// Draws the report out of the data beside it. What results say is put in as text, never as HTML.
const DATA = JSON.parse(document.getElementById("data").textContent);
let language = DATA.language;
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#6b7280"];
const LEVELS = [1, 5, 10, 15, 30];  // minutes; below the first is level 0
const charts = [];

function say(key, ...values) {
  const text = WORDS[key][language === "zh" ? 1 : 0];
  return text.replace(/\{(\d)\}/g, (_, n) => values[n]);
}
const named = (key, otherwise) => (WORDS[key] ? say(key) : otherwise);
function label(of, name) {
  return (of && ((language === "zh" && of.zh) || of.en)) || (name || "").split("/").pop();
}
let ports = [];  // of the result that is told
// A place, with its port where there are several.
function place(of, name) {
  const port = ports.length > 1 && ports.find((p) => (name || "").startsWith(p.port + "/"));
  return port ? say("at_port", label(port.label, port.port), label(of, name)) : label(of, name);
}
const who = (p) => `${label(p.label, p.class)}${language === "zh" ? "，" : ", "}${named(p.direction, p.direction)}`;
let dates_from = null;  // of the result that is told, if it has several dates
function hh_mm(s) {
  const m = Math.floor(s / 60 + 1e-9);
  return `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`;
}
const clock_of_day = (s) => hh_mm(s % 86400);
function clock(s) {
  const day = Math.floor(s / 86400);
  if (dates_from) return `${day_after(dates_from, day).slice(5)} ${clock_of_day(s)}`;
  return day > 0 ? clock_of_day(s) + say("next_day", day) : clock_of_day(s);
}
// Rounded up, so that what took so long at most took what is said at most.
function duration(s) {
  if (s === null || s === undefined) return "–";
  const zh = language === "zh";
  const kept = (text) => text.replaceAll(" ", "\u00a0");
  if (s < 60) return kept(`${Math.ceil(s * 10 - 1e-6) / 10}${zh ? " 秒" : " s"}`);
  const whole = Math.ceil(s - 1e-6), h = Math.floor(whole / 3600), m = Math.floor(whole / 60) % 60, left = whole % 60;
  if (h > 0) return kept(zh ? `${h} 小時 ${String(m).padStart(2, "0")} 分` : `${h} h ${String(m).padStart(2, "0")} min`);
  return kept(zh ? `${m} 分 ${String(left).padStart(2, "0")} 秒` : left ? `${m} min ${String(left).padStart(2, "0")} s` : `${m} min`);
}
const limit = (s) => (language === "zh" ? (s >= 60 ? `${s / 60} 分` : `${s} 秒`) : s >= 60 ? `${s / 60} min` : `${s} s`);
const count = (n) => Math.round(n).toLocaleString("en-US");
const some = (n) => (n > 0 && n < 0.05 ? "<0.1" : n < 100 ? String(Math.round(n * 10) / 10) : count(n));
// "100%" only if it is all and "0%" only if none.
function share(x, promised) {
  if (x === null || x === undefined) return "–";
  if (x === 0 || x === 1) return `${x * 100}%`;
  for (let digits = x > 0.99 || x < 0.01 ? 2 : 1; digits < 8; ++digits) {
    const text = (100 * x).toFixed(digits), shown = Number(text);
    const other_side = promised !== undefined && x < promised !== shown < 100 * promised - 1e-9;
    if (shown !== 0 && shown !== 100 && !other_side) return `${text}%`;
  }
  return `${100 * x}%`;
}
const round_share = (x) => `${Math.round(x * 1e6) / 1e4}%`;
const estimate = (e, f) => (!e || e.value === null ? "–" : f(e.value) + (e.interval_95 ? ` (${f(e.interval_95.low)}–${f(e.interval_95.high)})` : ""));
const minutes = (s) => (s === null ? null : Math.round(s / 6) / 10);
const level = (s) => LEVELS.filter((m) => s >= 60 * m).length;
const weekday = (date) => new Date(date + "T00:00:00Z").toLocaleDateString(language === "zh" ? "zh-HK" : "en-GB", { weekday: "long", timeZone: "UTC" });
const day_after = (date, days) => new Date(Date.parse(date + "T00:00:00Z") + days * 86400e3).toISOString().slice(0, 10);
const dated = (date) => (language === "zh" ? `${date}（${weekday(date)}）` : `${weekday(date)} ${date}`);

// Elements: text is text.
function make(tag, attributes = {}, ...inside) {
  const svg = ["svg", "rect", "g", "text", "title"].includes(tag);
  const e = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  for (const one of inside) if (one !== null && one !== undefined) e.append(one);
  return e;
}
function table(heads, rows, numbers = [], attributes = { class: "full" }) {
  const cell = (tag, text, i, extra = {}) => make(tag, numbers.includes(i) ? { class: "n", ...extra } : extra, text);
  return make("div", { class: "wide" }, make("table", attributes,
    make("thead", {}, make("tr", {}, ...heads.map((h, i) => cell("th", h, i, { scope: "col" })))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((c, i) => cell("td", c, i)))))));
}
const LOOKS = { kept: "good", one_day_kept: "good", cannot_tell: "doubt", not_kept: "bad", one_day_not_kept: "bad", not_cleared: "bad" };
const verdict_look = (v) => LOOKS[v] || "";
const verdict = (v) => make("span", { class: verdict_look(v) + "-word" }, say(v === "not_cleared" ? "v_not_cleared" : v));
const as_table = (heads, rows, numbers) => make("details", {}, make("summary", {}, say("data_table")), table(heads, rows, numbers));

function inks() {
  const style = getComputedStyle(document.documentElement);
  return { ink: style.getPropertyValue("--ink").trim(), line: style.getPropertyValue("--line").trim() };
}
function chart(title, alt, config, data, tall) {
  const canvas = make("canvas", { role: "img", "aria-label": alt });
  const box = make("div", { class: "canvas" }, canvas);
  if (tall) box.style.height = `${tall}px`;
  charts.push({ canvas, config });
  return make("figure", {}, make("p", { class: "title" }, title), box, data);
}
function lines(labels, sets, y_title, x_title) {
  const datasets = sets.map((s, i) => ({ label: s.label, data: s.data, borderColor: s.colour || COLOURS[i % COLOURS.length],
    backgroundColor: s.fill ? (s.colour || COLOURS[i]) + "33" : (s.colour || COLOURS[i % COLOURS.length]), fill: s.fill || false, stepped: s.stepped || false, borderDash: s.dash || [],
    borderWidth: s.thin ? 0 : 2, pointRadius: 0, pointHitRadius: 6, tension: 0, spanGaps: false }));
  return { type: "line", data: { labels, datasets }, y_title, x_title, silent: sets.filter((s) => s.thin && !s.told).map((s) => s.label) };
}
function draw(one, colours) {
  if (one.drawn) one.drawn.destroy();
  const c = one.config, x_linear = c.x_linear;
  const scale = (title) => ({ ticks: { color: colours.ink, maxRotation: 0, autoSkipPadding: 12 }, grid: { color: colours.line }, title: { display: !!title, text: title, color: colours.ink } });
  const scales = { x: { ...scale(c.x_title), stacked: !!c.stacked }, y: { ...scale(c.y_title), stacked: !!c.stacked, beginAtZero: true, grace: "5%" } };
  if (x_linear) Object.assign(scales.x, { type: "linear", min: 0, max: c.x_max });
  one.drawn = new Chart(one.canvas, { type: c.type, data: c.data,
    options: { animation: false, responsive: true, maintainAspectRatio: false, indexAxis: c.across ? "y" : "x", interaction: { mode: "index", intersect: false }, scales,
      plugins: { legend: { labels: { color: colours.ink, boxWidth: 14, usePointStyle: c.type === "line", pointStyle: "line", filter: (item) => !(c.silent || []).includes(item.text) } } } } });
}
function draw_charts() {
  const colours = inks();
  for (const one of charts) draw(one, colours);
}

// The front page.
function front(run) {
  const s = run.summary, out = [];
  const first = day_after(s.date, Math.floor(s.warm_up_s / 86400)), last = day_after(first, s.days - 1);
  out.push(make("h2", {}, say("asked")));
  out.push(make("p", {}, s.days > 1 ? say("asked_many", dated(first), dated(last), s.days, s.replications)
    : s.replications > 1 ? say("asked_days", dated(first), count(s.replications)) : say("asked_day", dated(first))));
  if (s.replications_asked) out.push(make("p", { class: "bad-word" }, say("not_complete", count(s.replications), count(s.replications_asked))));
  out.push(make("h2", {}, say("answer")), answer(run));
  const promised = s.pledges.filter((p) => p.promised_share !== null);
  if (promised.length) out.push(pledges(run, promised));
  if (s.replications > 1) out.push(make("p", { class: "quiet" }, s.inputs_drawn > 0 ? say("chance_inputs", s.inputs_drawn) : say("chance_only")));
  out.push(make("h2", {}, say("places")), places(run), make("h2", {}, say("officers")), officers_line(run), make("h2", {}, say("hangs")), hangs(run), not_meant(run));
  return out;
}
function answer(run) {
  const s = run.summary, promised = s.pledges.filter((p) => p.promised_share !== null && p.verdict !== "nobody");
  const of = (look) => promised.filter((p) => verdict_look(p.verdict) === look).length;
  const bad = of("bad"), doubt = of("doubt"), n = promised.length;
  const look = bad ? "bad" : doubt ? "doubt" : n ? "good" : "";
  const told = bad ? say("some_broken", bad, n) : doubt ? say("some_doubt", doubt, n) : n ? say("all_kept", n) : s.pledges.some((p) => p.promised_share !== null) ? say("nobody_promised") : say("no_pledges");
  const box = make("div", { class: "answer " + look }, make("strong", {}, told));
  if (s.not_cleared) box.append(make("p", {}, say("not_cleared", some(s.not_cleared.people / s.replications), s.replications > 1 ? say("each_day") : "")));
  if (s.by_day.length && n) {
    box.append(make("p", {}, say("days_kept", s.by_day.filter((d) => verdict_look(d.verdict) === "good").length, s.by_day.length)));
    const untold = s.by_day.filter((d) => d.verdict === "cannot_tell");
    if (untold.length) box.append(make("p", {}, say("days_untold", untold.length, untold.length <= 7 ? untold.map((d) => dated(d.date)).join(language === "zh" ? "、" : ", ") : "")));
    const worst = promised.filter((p) => verdict_look(p.verdict) === "bad" || p.days_kept < p.days).map((p) => p.worst_day).filter((d) => d && verdict_look(s.by_day.find((x) => x.date === d).verdict) === "bad");
    if (worst.length) box.append(make("p", {}, say("worst_day", [...new Set(worst)].map(dated).join(language === "zh" ? "、" : ", "))));
  }
  const half = promised.filter((p) => p.worst_half_hour && p.worst_half_hour.share < p.promised_share)
    .sort((a, b) => a.worst_half_hour.share - b.worst_half_hour.share)[0];
  if (half) box.append(make("p", {}, say("worst_half", clock(half.worst_half_hour.from_s), who(half), share(half.worst_half_hour.share, half.promised_share))));
  return box;
}
function pledges(run, promised) {
  return table([say("who"), say("verdict"), say("in_time"), say("promised"), say("mean"), say("p95"), say("people_run")],
    promised.map((p) => [who(p), verdict(p.verdict), estimate(p.share_of_people, (x) => share(x, p.promised_share)), say("promise", round_share(p.promised_share), limit(p.limit_s)),
      duration(p.mean && p.mean.all_travellers_s), duration(p.percentile_95 && p.percentile_95.all_travellers_s), count(p.joined / run.summary.replications)]), [6]);
}
function station_name(run, station) {
  const known = [...run.floor.places, ...run.course.stations, ...run.summary.queues].find((x) => x.station === station);
  return place(known && known.label, station);
}
function cause(c, run) {
  const key = "c_" + (c.cause.startsWith("held back") ? "held_back" : c.cause.replaceAll(" ", "_"));
  return WORDS[key] ? say(key, c.place ? station_name(run, c.place) : "") : c.cause;
}
function places(run) {
  const s = run.summary, worst = [...s.queues].filter((q) => q.waited_person_s > 0).sort((a, b) => b.waited_person_s - a.waited_person_s).slice(0, 5);
  if (!worst.length) return make("p", {}, say("nowhere"));
  return make("ul", {}, ...worst.map((q) => {
    const main = q.charged_to[0];
    const why = main ? say("because", cause(main, run), main.share === 1 ? "100%" : main.share > 0.99 ? share(main.share) : `${Math.round(main.share * 100)}%`) : "";
    return make("li", {}, say("place_line", place(q.label, q.station), count(q.longest.most), clock(q.longest.at_s || 0), some(q.waited_person_s / 3600 / s.replications), why));
  }));
}
function officers_line(run) {
  const s = run.summary, days = s.replications * s.days;
  if (!s.officers.length) return make("p", {}, say("no_officers"));
  return make("ul", {}, ...s.officers.map((p) => make("li", {}, say("officers_line", place(p.label, p.pool),
    some((p.rostered_s + p.overtime_s) / 3600 / days), some(p.at_post_s / 3600 / days), p.most_on_duty))));
}
function hangs(run) {
  const by_mark = {};
  for (const f of run.figures) by_mark[f.mark] = (by_mark[f.mark] || 0) + 1;
  if (!run.figures.length) return make("p", {}, say("hangs_none"));
  const told = Object.entries(by_mark).sort((a, b) => b[1] - a[1]).map(([m, n]) => (WORDS["m_" + m] ? say("m_" + m, n) : say("m_other", n, m)));
  const assumed = run.figures.filter((f) => f.mark === "assumption");
  return make("div", {}, make("p", {}, say("hangs_line", run.figures.length, told.join(language === "zh" ? "、" : ", "))), make("p", {}, say("not_checked")),
    assumed.length ? make("details", {}, make("summary", {}, `${say("assumptions")} (${assumed.length})`),
      table([say("figure"), say("value"), say("source")], assumed.map((f) => [f.path, f.value, f.source || f.note]))) : null);
}

function not_meant(run) {
  return run.run.warnings.length ? make("div", {}, make("p", {}, say("not_meant")), make("ul", {}, ...run.run.warnings.map((w) => make("li", {}, w)))) : null;
}

// The sections behind it.
// Every half-hour from the first to the last of some, so that axes are to scale.
function half_hours(lists) {
  const from = lists.flat().map((h) => h.from_s), out = [];
  for (let t = Math.min(...from); t <= Math.max(...from); t += 1800) out.push(t);
  return out;
}
function filled(rows) {
  const by_time = new Map(rows.map((h) => [h.from_s, h]));
  return half_hours([rows]).map((t) => by_time.get(t) || { from_s: t, people: null, mean_s: null, percentile_95_s: null, longest_s: null, in_time: null, needed: null, needed_90: null, open: null });
}
function over_the_day(run) {
  const s = run.summary, out = [];
  const classes = s.waits_by_half_hour.filter((x) => x.of === "class" && x.half_hours.some((h) => h.percentile_95_s !== null))
    .map((w) => ({ w, p: s.pledges.find((p) => p.class === w.name && p.direction === w.direction) })).filter((x) => x.p);
  const promised = classes.filter((x) => x.p.limit_s), told = promised.length ? promised : classes.slice(0, COLOURS.length);
  if (told.length > 1) {
    const times = half_hours(told.map(({ w }) => w.half_hours));
    const of = ({ w }, t) => (w.half_hours.find((h) => h.from_s === t) || { percentile_95_s: null }).percentile_95_s;
    const most = told.map((x) => ({ x, s: Math.max(...x.w.half_hours.map((h) => h.percentile_95_s || 0)) })).sort((a, b) => b.s - a.s)[0];
    out.push(chart(say("classes_chart"), say("classes_alt", who(most.x.p), duration(most.s)), lines(times.map(clock), told.map((x) => ({ label: who(x.p), data: times.map((t) => minutes(of(x, t))) })), say("minutes")),
      as_table([say("time"), ...told.map((x) => who(x.p))], times.map((t) => [clock(t), ...told.map((x) => duration(of(x, t)))]), told.map((_, i) => i + 1))));
  }
  for (const { w, p } of classes) {
    if (told.length > 1 && (!p.limit_s || !w.half_hours.some((h) => h.percentile_95_s > p.limit_s / 4))) continue;
    const hours = filled(w.half_hours), at = hours.map((h) => clock(h.from_s)), top = w.half_hours.reduce((a, b) => ((b.percentile_95_s || 0) > (a.percentile_95_s || 0) ? b : a));
    const sets = [{ label: say("mean"), data: hours.map((h) => minutes(h.mean_s)) }, { label: say("p95"), data: hours.map((h) => minutes(h.percentile_95_s)) }];
    if (p.limit_s) sets.push({ label: say("limit"), data: at.map(() => p.limit_s / 60), dash: [6, 5], colour: "#888888" });
    out.push(chart(say("waits_chart", who(p)), say("waits_alt", who(p), duration(top.percentile_95_s), clock(top.from_s)), lines(at, sets, say("minutes")),
      as_table([say("time"), say("people"), say("mean"), say("p95"), say("longest"), say("in_time")],
        w.half_hours.map((h) => [clock(h.from_s), count(h.people), duration(h.mean_s), duration(h.percentile_95_s), duration(h.longest_s), share(h.in_time)]), [1, 2, 3, 4, 5])));
  }
  const c = run.course, top = (x) => Math.max(...x.waiting_90, ...x.held);
  for (const x of [...c.stations].filter((x) => top(x) >= 5).sort((a, b) => top(b) - top(a)).slice(0, 6)) {
    const at = x.waiting.map((_, i) => (c.folded ? clock_of_day : clock)(c.from_s + i * c.step_s)), most = Math.max(...x.waiting), when = at[x.waiting.indexOf(most)], name = place(x.label, x.station);
    const sets = [{ label: say("waiting"), data: x.waiting }];
    if (s.replications * (c.folded ? s.days : 1) >= 10) sets.push({ label: say("band_low"), data: x.waiting_10, thin: true }, { label: say("band"), data: x.waiting_90, thin: true, told: true, fill: "-1", colour: COLOURS[0] });
    if (x.held.some((h) => h >= 1)) sets.push({ label: say("held"), data: x.held, colour: COLOURS[1] });
    out.push(chart(say("queue_chart", name), say("queue_alt", name, some(most), when), lines(at, sets, say("people")),
      as_table([say("time"), say("waiting"), say("band"), say("held"), say("open"), say("busy")],
        at.map((a, i) => [a, some(x.waiting[i]), `${some(x.waiting_10[i])}–${some(x.waiting_90[i])}`, some(x.held[i]), some(x.open[i]), some(x.busy[i])]), [1, 2, 3, 4, 5])));
  }
  return out.length ? [make("h2", {}, say("day_title")), ...out] : [];
}
function legend() {
  return make("div", { class: "legend" }, ...[...LEVELS, null].map((m, i) => make("span", {}, make("i", { class: "w" + i }), m === null ? say("over", LEVELS.at(-1)) : say("under", m))));
}
function heat(run) {
  const s = run.summary, rows = s.waits_by_half_hour.filter((w) => w.of === "station" && w.half_hours.some((h) => h.mean_s >= 30)).slice(0, 40);
  if (!rows.length) return [];
  const folded = s.days > 1, at = (t) => (folded ? t % 86400 : t);
  const times = half_hours(rows.map((w) => w.half_hours.map((h) => ({ from_s: at(h.from_s) }))));
  const name = (w) => station_name(run, w.name);
  const body = rows.map((w) => make("tr", {}, make("th", { scope: "row" }, name(w)), ...times.map((t) => {
    const all = w.half_hours.filter((x) => at(x.from_s) === t && x.mean_s !== null), n = all.reduce((sum, h) => sum + h.people, 0);
    if (!n) return make("td", {});
    const mean = all.reduce((sum, h) => sum + h.mean_s * h.people, 0) / n;
    return make("td", { class: "w" + level(mean), title: `${name(w)} ${folded ? clock_of_day(t) : clock(t)}: ${duration(mean)}` }, mean < 30 ? "" : String(Math.round(mean / 60)));
  })));
  return [make("h2", {}, say("heat_title")), make("p", { class: "quiet" }, say("heat_note") + (folded ? say("heat_all_days") : "")), legend(),
    make("div", { class: "wide" }, make("table", { class: "heat" }, make("thead", {}, make("tr", {}, make("th", {}, say("place")), ...times.map((t, i) => make("th", { scope: "col" }, i % 2 ? "" : folded ? clock_of_day(t) : clock(t))))), make("tbody", {}, ...body)))];
}
function day_by_day(run) {
  const days = run.summary.by_day;
  const of = run.summary.pledges.filter((p) => p.promised_share !== null);
  if (!days.length || !of.length) return [];
  const rows = days.map((d) => make("tr", {}, make("th", { scope: "row" }, dated(d.date)), make("td", {}, verdict(d.verdict)), ...of.map((p) => {
    const on = d.pledges.find((x) => x.class === p.class && x.direction === p.direction), x = on && on.share_of_people && on.share_of_people.value;
    if (x === null || x === undefined) return make("td", {}, "–");
    const missed = (1 - x) / Math.max(1e-9, 1 - p.promised_share);
    return make("td", { class: "w" + (missed <= 0.2 ? 0 : missed <= 0.6 ? 1 : missed <= 1 ? 2 : missed <= 2 ? 3 : missed <= 5 ? 4 : 5) }, share(x, p.promised_share));
  })));
  return [make("h2", {}, say("days_title")), make("p", { class: "quiet" }, say("days_note")),
    make("div", { class: "wide" }, make("table", {}, make("thead", {}, make("tr", {}, make("th", {}, say("date")), make("th", {}, say("verdict")), ...of.map((p) => make("th", { scope: "col" }, who(p))))), make("tbody", {}, ...rows)))];
}
function distribution(run) {
  const all = run.distribution.filter((d) => d.points.length > 1);
  if (!all.length) return [];
  const most = Math.max(...all.map((d) => d.points.at(-1)[0])) / 60;
  const config = { type: "line", x_linear: true, x_max: Math.min(most, 1.1 * Math.max(1, ...all.map((d) => d.points.find((p) => p[1] >= 0.999 * d.points.at(-1)[1])[0] / 60))), y_title: "%", x_title: say("dist_x"),
    data: { datasets: all.map((d, i) => ({ label: who(d), data: d.points.map(([s, x]) => ({ x: s / 60, y: 100 * x })), borderColor: COLOURS[i % COLOURS.length], backgroundColor: COLOURS[i % COLOURS.length], pointRadius: 0, borderWidth: 2, borderDash: i >= 4 ? [5, 4] : [] })) } };
  const within = [1, 5, 10, 15, 20, 30, 45, 60];
  const at = (d, m) => d.points.filter(([s]) => s <= 60 * m).reduce((_, p) => p[1], 0);
  return [make("h2", {}, say("dist_title")), chart(say("dist_chart"), say("dist_alt"), config,
    as_table([say("who"), ...within.map((m) => limit(60 * m))], all.map((d) => [who(d), ...within.map((m) => share(at(d, m)))]), within.map((_, i) => i + 1)))];
}
function busy_at(run, station, from_s) {
  const c = run.course, one = c.folded ? null : c.stations.find((x) => x.station === station);
  if (!one) return null;
  const steps = one.busy.filter((_, i) => { const at = c.from_s + i * c.step_s; return at >= from_s && at < from_s + 1800; });
  return steps.length ? Math.round((100 * steps.reduce((a, b) => a + b, 0)) / steps.length) / 100 : null;
}
function need(run) {
  const s = run.summary, out = [], room = (r) => Math.max(...r.half_hours.map((h) => (h.needed_90 || 0) - (h.open || 0)));
  const rows = s.requirements.filter((r) => r.half_hours.length && r.half_hours.some((h) => h.needed > 1)).sort((a, b) => room(b) - room(a)).slice(0, 8);
  for (const r of rows) {
    const hours = filled(r.half_hours), at = hours.map((h) => clock(h.from_s)), name = place(r.label, r.station), top = r.half_hours.reduce((a, b) => ((b.needed || 0) > (a.needed || 0) ? b : a));
    const sets = [{ label: say("needed"), data: hours.map((h) => h.needed), stepped: true }];
    if (s.replications > 1) sets.push({ label: say("needed_90"), data: hours.map((h) => h.needed_90), stepped: true, dash: [3, 3] });
    sets.push({ label: say("open"), data: hours.map((h) => h.open), stepped: true, colour: COLOURS[2] });
    const busy = hours.map((h) => busy_at(run, r.station, h.from_s));
    if (busy.some((b) => b !== null)) sets.push({ label: say("busy"), data: busy, stepped: true, colour: COLOURS[7], dash: [1, 2] });
    out.push(chart(say("need_chart", name), say("need_alt", name, clock(top.from_s), some(top.needed || 0), r.installed), lines(at, sets, ""),
      as_table([say("time"), say("needed"), say("needed_90"), say("open"), say("busy"), say("installed")], hours.map((h, i) => [at[i], h.needed === null ? "–" : (h.at_least ? "≥ " : "") + some(h.needed), h.needed_90 === null ? "–" : some(h.needed_90), h.open === null ? "–" : some(h.open), busy[i] === null ? "–" : some(busy[i]), r.installed]), [1, 2, 3, 4, 5]), 240));
  }
  return out.length ? [make("h2", {}, say("need_title")), ...out] : [];
}
function ledger(run) {
  const s = run.summary, rows = [...s.queues].filter((q) => q.waited_person_s > 0).sort((a, b) => b.waited_person_s - a.waited_person_s).slice(0, 12);
  if (!rows.length) return [];
  const causes = [...new Set(rows.flatMap((q) => q.charged_to.map((c) => c.cause)))], hours = (x) => Math.round(x / 360 / s.replications) / 10;
  const one = (q, c) => q.charged_to.filter((x) => x.cause === c).reduce((sum, x) => sum + x.person_s, 0);
  const names = rows.map((q) => place(q.label, q.station)), told = (c) => cause({ cause: c, place: "" }, run).replace(/[:：]\s*$/, "");
  const config = { type: "bar", across: true, stacked: true, x_title: say("hours"), data: { labels: names, datasets: causes.map((c, i) => ({ label: told(c), data: rows.map((q) => hours(one(q, c))), backgroundColor: COLOURS[i % COLOURS.length] })) } };
  return [make("h2", {}, say("ledger_title")), chart(say("ledger_chart"), say("ledger_alt", names[0], hours(rows[0].waited_person_s)), config,
    as_table([say("place"), ...causes.map(told)], rows.map((q, i) => [names[i], ...causes.map((c) => some(one(q, c) / 3600 / s.replications))]), causes.map((_, i) => i + 1)), 80 + 34 * rows.length)];
}
function roster(run) {
  const out = run.officers.map((p) => {
    const h = p.half_hours, at = h.map((x) => clock(x.from_s)), name = place(p.label, p.pool);
    const bars = [["at_post", 2], ["other_duty", 5], ["on_break", 4]].map(([key, i]) => ({ type: "bar", label: say(key), stack: "duty", data: h.map((x) => x[key === "other_duty" ? "other" : key]), backgroundColor: COLOURS[i] }));
    const config = { type: "bar", stacked: true, y_title: say("officers_axis"), data: { labels: at, datasets: [...bars, { type: "line", label: say("rostered"), stack: "rostered", data: h.map((x) => x.rostered), borderColor: COLOURS[0], backgroundColor: COLOURS[0], stepped: true, pointRadius: 0, borderWidth: 2 }] } };
    return chart(say("roster_chart", name), say("roster_alt", name), config, as_table([say("time"), say("at_post"), say("other_duty"), say("on_break"), say("rostered")], h.map((x, i) => [at[i], some(x.at_post), some(x.other), some(x.on_break), some(x.rostered)]), [1, 2, 3, 4]), 260);
  });
  return out.length ? [make("h2", {}, say("officers")), ...out] : [];
}
function customs(run) {
  const s = run.summary, out = [], a_run = (n) => some(n / s.replications);
  if (s.releases.length) out.push(make("h2", {}, say("goods_title")), table([say("goods"), say("released"), say("unfinished"), say("selected"), say("median"), say("p95")],
    s.releases.map((r) => [who(r), a_run(r.released), a_run(r.unfinished), a_run(r.selected), duration(r.in_all_median_s), duration(r.in_all_95_s)]), [1, 2, 3]));
  const found = s.risk.found_all.filter((f) => f.chance && f.chance.value !== null);
  if (found.length) out.push(make("h2", {}, say("risk_title")), make("h3", {}, say("risk")),
    table([say("contraband"), say("chance"), say("carriers"), say("found")], found.map((f) => [named("k_" + f.contraband, f.contraband), estimate(f.chance, share), a_run(f.carriers), a_run(f.found)]), [2, 3]));
  if (s.dog_teams.length) out.push(make("h3", {}, say("dogs")), table([say("team"), say("searches"), say("alerts"), say("worked"), say("rested")],
    s.dog_teams.map((d) => [place(d.label, d.team), a_run(d.searches), a_run(d.alerts), duration(d.worked_s / s.replications), duration(d.rested_s / s.replications)]), [1, 2]));
  return out;
}
const text_width = (text) => [...text].reduce((n, c) => n + (c.charCodeAt(0) > 255 ? 1.02 : 0.58), 0);
const is_chinese = (text) => /[\u3000-\u9fff]/.test(text);
const longest_word = (name) => (is_chinese(name) ? 3 : Math.max(...name.split(" ").map(text_width)));
// A name in rows that are at most so many times as wide as its letters are high.
function folded_name(name, room, most_rows) {
  const words = is_chinese(name) ? [...name] : name.split(" "), gap = is_chinese(name) ? "" : " ", width = text_width;
  const rows = [];
  for (const word of words) {
    const longer = rows.length ? rows.at(-1) + gap + word : word;
    if (rows.length && (width(longer) <= room || rows.length === most_rows)) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows.map((row) => {
    if (width(row) <= room) return row;
    let kept = row;
    while (kept.length > 1 && width(kept + "…") > room) kept = kept.slice(0, -1);
    return kept.trimEnd() + "…";
  });
}
const is_of = (port) => (p) => p.station.startsWith(port.port + "/");
// The places as glyphs in a drawing of their own scale.
function draw_places(svg, places, ports) {
  const edge = (f, of) => f(...places.map(of)), left = edge(Math.min, (p) => p.box[0]) - 2;
  const width = edge(Math.max, (p) => p.box[0] + p.box[2]) + 2 - left, of = ports.filter((port) => places.some(is_of(port)));
  const top = edge(Math.min, (p) => p.box[1]) - (of.length > 1 ? width / 50 : 2), height = edge(Math.max, (p) => p.box[1] + p.box[3]) + 2 - top;
  svg.replaceChildren();
  svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  if (of.length > 1)
    for (const port of of) {
      const mine = places.filter(is_of(port)), x = Math.min(...mine.map((p) => p.box[0])), size = width / 70;
      const room = Math.max(width / 4, Math.max(...mine.map((p) => p.box[0] + p.box[2])) - x) / size;
      svg.append(make("text", { x, y: Math.min(...mine.map((p) => p.box[1])) - size / 3, "font-size": size, "font-weight": 700 }, folded_name(label(port.label, port.port), room, 1)[0]));
    }
  return places.map((p) => {
    const [x, y, w, h] = p.box, name = label(p.label, p.station), size = Math.min(width / 72, h / 2.2, Math.max(width / 130, w / (0.6 + longest_word(name))));
    const most_rows = Math.max(1, Math.floor((h - 0.3 * size) / (1.15 * size))), rows = folded_name(name, (w - 0.6 * size) / size, Math.max(1, most_rows - 1));
    const box = make("rect", { x, y, width: w, height: h, rx: 0.6, "stroke-width": width / 900 }), tip = make("title"), g = make("g", {}, box, tip);
    const line = (text, row, bold) => make("text", { x: x + 0.3 * size, y: y + size * (1.05 + 1.15 * row), "font-size": size, ...(bold ? { "font-weight": 700 } : {}) }, text);
    rows.forEach((row, i) => g.append(line(row, i)));
    const told = line("", Math.min(rows.length, most_rows - 1), true);
    if (most_rows > 1) g.append(told);
    svg.append(g);
    return { p, g, box, told, tip, name };
  });
}
function show_places(glyphs, i) {
  for (const one of glyphs) {
    const { p } = one, n = p.waiting[i] + p.held[i], s = p.wait_s[i];
    const heat_level = n < 0.5 && (s || 0) < 60 ? 0 : level(s || 0), busy = n >= 0.5 || p.busy[i] > 0 || p.inside[i] > 0;
    one.box.style.fill = busy ? `var(--w${heat_level})` : "var(--paper)";
    one.g.setAttribute("class", busy && heat_level === 5 ? "hot" : "");
    one.told.textContent = n >= 0.5 ? `${Math.round(n)}${s === null || s < 30 ? "" : say("n_minutes", Math.round(s / 60))}` : "";
    one.tip.textContent = [one.name, say("n_waiting", some(p.waiting[i])), p.held[i] >= 0.5 ? say("n_held", some(p.held[i])) : "", p.servers ? say("n_open", some(p.open[i]), p.servers) : "", p.inside[i] ? say("inside", p.inside[i]) : "", s === null ? "" : `${say("mean")}: ${duration(s)}`].filter((x) => x).join("\n");
  }
}
function floor(run) {
  const f = run.floor;
  if (!f.places.length) return [];
  const steps = f.places[0].waiting.length, at = (i) => f.from_s + i * f.step_s, there = (p, i) => p.waiting[i] + p.held[i];
  const sums = Array.from({ length: steps }, (_, i) => f.places.reduce((sum, p) => sum + there(p, i), 0)), opening = sums.indexOf(Math.max(...sums));
  const svg = make("svg", { role: "img" }), clock_text = make("span", { class: "clock" }), button = make("button", { type: "button" }, say("play"));
  const slider = make("input", { type: "range", min: 0, max: steps - 1, value: opening, "aria-label": say("floor_title") });
  let glyphs = draw_places(svg, f.places, ports), timer = null;
  function show() {
    const i = Number(slider.value), fullest = glyphs.reduce((a, b) => (there(b.p, i) > there(a.p, i) ? b : a));
    clock_text.textContent = clock_of_day(at(i));
    show_places(glyphs, i);
    svg.setAttribute("aria-label", say("floor_alt", clock_of_day(at(i)), fullest.name, Math.round(there(fullest.p, i))));
  }
  const stop = () => { clearInterval(timer); timer = null; button.textContent = say("play"); };
  button.addEventListener("click", () => {
    if (timer) return stop();
    button.textContent = say("pause");
    if (Number(slider.value) >= steps - 1) slider.value = 0;
    timer = setInterval(() => { if (Number(slider.value) >= steps - 1) return stop(); slider.value = Number(slider.value) + 1; show(); }, 150);
  });
  slider.addEventListener("input", show);
  const chosen = make("select", { "aria-label": say("all_ports") }, make("option", { value: "" }, say("all_ports")), ...ports.map((p) => make("option", { value: p.port }, label(p.label, p.port))));
  const of_run = ports;  // of this one, whichever is told last
  const draw_chosen = () => { glyphs = draw_places(svg, f.places.filter((p) => !chosen.value || is_of({ port: chosen.value })(p)), of_run); };
  chosen.addEventListener("change", () => {
    draw_chosen();
    show();
  });
  if (ports.length > 1) {
    const fullest = f.places.reduce((a, b) => (there(b, opening) > there(a, opening) ? b : a));
    chosen.value = (ports.find((port) => is_of(port)(fullest)) || { port: "" }).port;
    draw_chosen();
  }
  show();
  return [make("h2", {}, say("floor_title")), make("p", { class: "quiet" }, say("floor_note", f.replication + 1, run.summary.days > 1 ? say("of_date", dated(day_after(run.summary.date, f.day))) : "")), legend(),
    make("div", { class: "controls" }, button, clock_text, ports.length > 1 ? chosen : null, slider), make("div", { class: "floor" }, svg)];
}
function side_by_side() {
  const c = DATA.comparison;
  if (!c) return [];
  const instants = new Set(c.measures.filter((m) => m.measure === "last clearance").map((m) => m.name));
  const value = (unit, x, at) => (x === null || x === undefined ? "–" : at ? clock(x) : unit === "s" ? (x < 0 ? "−" : "") + duration(Math.abs(x)) : unit === "share" ? share(x) : (x < 0 ? "−" : "") + some(Math.abs(x)));
  const change = (unit, x) => (unit === "share" ? `${x > 0 ? "+" : x < 0 ? "−" : ""}${Math.abs(Math.round(x * 10000) / 100)} ${say("points")}` : (x > 0 ? "+" : "") + value(unit, x));
  const out = [make("h2", {}, say("differs_title")), differs()];
  out.push(make("h2", {}, say("compare_title")), make("p", { class: "quiet" }, say("compare_note", c.differences.every((d) => d.paired) ? say("paired") : "")));
  out.push(table([say("measure"), ...c.compared.map((x) => x.name), ...c.differences.map((d) => `${d.name} − ${d.from}`)], c.measures.map((m) => [m.name,
    ...c.compared.map((x) => estimate(x.values[m.name], (v) => value(m.unit, v, instants.has(m.name)))),
    ...c.differences.map((d) => { const x = d.changes[m.name]; return !x || x.value === null ? "–" : x.verdict === "no_difference" ? say("v_no_difference") : make("span", {}, change(m.unit, x.value) + (x.interval_95 ? ` (${change(m.unit, x.interval_95.low)} … ${change(m.unit, x.interval_95.high)})` : ""), make("br"), named("v_" + x.verdict, "")); })])));
  return out;
}
function differs() {
  const values = DATA.runs.map((r) => new Map([...r.figures.map((f) => [f.path, f.value]), ...r.run.overrides.map((o) => [o.slice(0, o.indexOf("=")).trim(), o.slice(o.indexOf("=") + 1).trim()])]));
  const paths = [...new Set(values.flatMap((m) => [...m.keys()]))].filter((p) => new Set(values.map((m) => m.get(p))).size > 1);
  const about = [["scenario", (r) => r.run.scenario], ["date", (r) => dated(r.summary.date)], ["days", (r) => String(r.summary.days)], ["seed", (r) => r.run.seed]]
    .filter(([, of]) => new Set(DATA.runs.map(of)).size > 1).map(([key, of]) => [say(key), ...DATA.runs.map(of)]);
  if (!paths.length && !about.length) return make("p", {}, say("no_differs"));
  const rows = [...about, ...paths.map((p) => [p, ...values.map((m) => m.get(p) || say("none"))])];
  const heads = [say("figure"), ...DATA.runs.map((r) => r.name)], most = 20;
  if (rows.length <= most) return table(heads, rows);
  return make("div", {}, table(heads, rows.slice(0, most)), make("details", {}, make("summary", {}, say("more", rows.length - most)), table(heads, rows.slice(most))));
}
function provenance(run) {
  const r = run.run, rows = [[say("result_file"), run.name], [say("program"), r.version.startsWith("crossflow") ? r.version : `crossflow ${r.version}`], [say("seed"), r.seed], [say("scenario"), r.scenario], [say("started"), r.started_at], [say("command"), r.command]];
  return [make("h2", {}, say("provenance")), table(["", ""], rows.filter((x) => x[1] !== "").map(([a, b]) => [a, String(b)]))];
}
function page() {
  charts.length = 0;
  ports = [];
  dates_from = null;
  const main = document.getElementById("report");
  main.replaceChildren();
  document.documentElement.lang = language === "zh" ? "zh-Hant" : "en";
  const title = (run) => (language === "zh" && run.summary.title.zh) || run.summary.title.en;
  const change = make("button", { type: "button", class: "no-print" }, say("language"));
  change.addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; page(); });
  main.append(make("div", { class: "top" }, make("div", {}, make("p", { class: "quiet" }, say("report")), make("h1", {}, DATA.runs.length > 1 ? say("compare_title") : title(DATA.runs[0]))), DATA.switch ? change : ""));
  main.append(...side_by_side());
  for (const run of DATA.runs) {
    ports = run.ports;
    dates_from = run.summary.days > 1 && !run.course.folded ? run.summary.date : null;
    if (DATA.runs.length > 1) main.append(make("h1", {}, `${run.name}: ${title(run)}`));
    for (const section of [front, floor, over_the_day, heat, day_by_day, need, ledger, distribution, roster, customs, provenance]) main.append(...section(run));
  }
  draw_charts();
}
page();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw_charts);
addEventListener("beforeprint", () => { document.documentElement.classList.add("print"); draw_charts(); });
addEventListener("afterprint", () => { document.documentElement.classList.remove("print"); draw_charts(); });
