"use strict";
// Every text of a report reaches the page as a text node, never as markup. The file opens no connection.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";
  const UNKNOWN = { name: "unknown", kind: "unknown", tone: -1 };
  const state = { day: data.days.length - 1, place: data.start, extent: "near", box: data.view.near, timer: null };

  // ---- building blocks

  function fill(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }
  const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  const percent = (p) => (p > 0 && p < 0.005 ? "<1 %" : p >= 0.995 && p < 1 ? ">99 %" : `${Math.round(p * 100)} %`);
  const longDay = (text) => {
    const [year, month, day] = text.split("-").map(Number);
    const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    return `${day} ${names[month - 1]} ${year}`;
  };
  const key = (index) => (index < 0 ? UNKNOWN : data.keys[index]);

  function cellAt(place, day) {
    let found = data.places[place].runs[0];
    for (const run of data.places[place].runs) {
      if (run[0] > day) break;
      found = run;
    }
    return data.cells[found[1]];
  }
  const share = (cell) => (cell.p.find((pair) => pair[0] === cell.state) || [0, 0])[1];
  const strength = (cell) => (cell.state < 0 ? 1 : Math.max(0.28, Math.min(1, 0.28 + (share(cell) - 0.34) * 1.15)) * (cell.label === "claimed" ? 0.72 : 1));

  // ---- paint: a party is a colour; contested is hatched in the colours of the two likeliest holders

  const defs = svg("defs");
  const patterns = new Map();
  function rivals(cell) {
    const tones = cell.p.filter((pair) => key(pair[0]).kind === "party").slice(0, 2).map((pair) => key(pair[0]).tone);
    return tones.length === 2 ? tones : [...tones, "c"].slice(0, 2);
  }
  function hatch(tones, where) {
    const id = `hatch-${where}-${tones.join("-")}`;
    if (!patterns.has(id)) {
      const pattern = svg("pattern", { id, width: 10, height: 10, patternUnits: "userSpaceOnUse" },
        svg("rect", { width: 10, height: 10, class: `t${tones[0]}` }), svg("rect", { width: 5, height: 10, class: `t${tones[1] ?? "c"}` }));
      patterns.set(id, pattern);
      defs.append(pattern);
      turn(pattern, where);
    }
    return `url(#${id})`;
  }
  let mapScale = 1;
  const turn = (pattern, where) => pattern.setAttribute("patternTransform", `rotate(45) scale(${where === "map" ? mapScale : 0.7})`);
  function paint(node, cell, where) {
    const kind = key(cell.state);
    const fillClass = kind.kind === "party" ? `t${kind.tone}` : kind.kind === "none" ? "tn" : kind.kind === "contested" ? "th" : "tu";
    node.setAttribute("class", `${node.dataset.base} ${fillClass} ${cell.label}`);
    if (kind.kind === "contested") node.setAttribute("fill", hatch(rivals(cell), where));
    else node.removeAttribute("fill");
    node.setAttribute("fill-opacity", strength(cell).toFixed(2));
  }
  const statePhrase = (cell) => {
    const kind = key(cell.state);
    return { party: `held by ${kind.name}`, contested: "contested", none: "held by nobody", unknown: "in unknown hands" }[kind.kind];
  };
  const brief = (cell) => (cell.state < 0 ? "unknown" : `${statePhrase(cell)}, ${cell.label}, ${percent(share(cell))}`);

  // ---- map

  const map = byId("map");
  const areas = [];
  const names = [];
  const ring = svg("path", { class: "ring" });
  const byExtent = data.places.map((_, index) => index).sort((one, other) => data.places[other].size - data.places[one].size);
  function drawMap() {
    map.append(defs, ...data.land.map((d) => svg("path", { d, class: "land" })));
    data.places.forEach((place, index) => {
      const node = place.d ? svg("path", { d: place.d }) : svg("circle", { cx: place.x, cy: place.y, r: data.dot });
      node.dataset.base = "area";
      fill(node, { tabindex: 0, role: "button", onclick: () => choose(index), onkeydown: (event) => pressed(event, () => choose(index)) }, [svg("title")]);
      areas.push(node);
      map.append(node);
    });
    map.append(ring, ...data.units.map((d) => svg("path", { d, class: "unit" })));
    data.places.forEach((place) => names.push(svg("text", { class: "name", x: place.x, y: place.y }, place.name)));
    map.append(...names);
    drawDrag();
  }
  const circle = ({ x, y }) => `M${x - data.dot} ${y}a${data.dot} ${data.dot} 0 1 0 ${2 * data.dot} 0a${data.dot} ${data.dot} 0 1 0 ${-2 * data.dot} 0`;
  function pressed(event, act) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  }
  function extent(name) {
    state.extent = name;
    state.box = data.view[name];
    byId("near").setAttribute("aria-pressed", String(name === "near"));
    byId("far").setAttribute("aria-pressed", String(name === "far"));
    view();
  }
  function view() {
    const [x, y, width, height] = state.box;
    map.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    const box = map.getBoundingClientRect();
    mapScale = Math.max(width / (box.width || 800), height / (box.height || 500));
    for (const [id, pattern] of patterns) if (id.startsWith("hatch-map")) turn(pattern, "map");
    for (const text of names) {
      text.setAttribute("font-size", 12 * mapScale);
      text.setAttribute("stroke-width", 3.2 * mapScale);
    }
    showNames();
  }
  // Names that would cover each other are left out, those of smaller districts first; the chosen one is always there.
  function showNames() {
    const taken = [];
    for (const index of [state.place, ...byExtent.filter((other) => other !== state.place)].filter((one) => data.places[one])) {
      const width = data.places[index].name.length * 7 * mapScale, height = 15 * mapScale;
      const { x, y } = data.places[index];
      const box = [x - width / 2, y - height, x + width / 2, y + height * 0.3];
      const free = taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
      names[index].setAttribute("visibility", free ? "visible" : "hidden");
      if (free) taken.push(box);
    }
  }
  function zoom(factor, cx, cy) {
    const [x, y, width, height] = state.box;
    const [mx, my] = cx === undefined ? [x + width / 2, y + height / 2] : [cx, cy];
    state.box = [mx - (mx - x) * factor, my - (my - y) * factor, width * factor, height * factor];
    view();
  }
  // Dragging moves the map; a drag does not choose the district on which it ends.
  let dragged = null;
  function drawDrag() {
    map.addEventListener("pointerdown", (event) => { dragged = { x: event.clientX, y: event.clientY, far: false }; });
    map.addEventListener("pointermove", (event) => {
      if (!dragged || !event.buttons) return;
      const dx = event.clientX - dragged.x, dy = event.clientY - dragged.y;
      if (!dragged.far && Math.hypot(dx, dy) < 5) return;
      state.box = [state.box[0] - dx * mapScale, state.box[1] - dy * mapScale, state.box[2], state.box[3]];
      dragged = { x: event.clientX, y: event.clientY, far: true };
      view();
    });
    map.addEventListener("click", (event) => { if (dragged && dragged.far) event.stopPropagation(); dragged = null; }, true);
    byId("in").addEventListener("click", () => zoom(0.67));
    byId("out").addEventListener("click", () => zoom(1.5));
  }
  function paintMap() {
    data.places.forEach((place, index) => {
      const cell = cellAt(index, state.day);
      paint(areas[index], cell, "map");
      if (index === state.place) ring.setAttribute("d", place.d || circle(place));
      areas[index].setAttribute("aria-label", `${place.name}: ${brief(cell)}`);
      areas[index].querySelector("title").textContent = `${place.name}: ${brief(cell)}`;
    });
  }

  // ---- time

  const slider = byId("slider");
  const newsDays = [...new Set(data.changes.map((change) => change.day))].sort((a, b) => a - b);
  function drawTime() {
    slider.max = data.days.length - 1;
    byId("first").textContent = data.days[0];
    byId("last").textContent = data.days[data.days.length - 1];
    slider.addEventListener("input", () => { stop(); go(Number(slider.value)); });
    byId("play").addEventListener("click", () => (state.timer ? stop() : play()));
    byId("back").addEventListener("click", () => { stop(); go([...newsDays].reverse().find((day) => day < state.day) ?? 0); });
    byId("forth").addEventListener("click", () => { stop(); go(newsDays.find((day) => day > state.day) ?? data.days.length - 1); });
    byId("near").addEventListener("click", () => extent("near"));
    byId("far").addEventListener("click", () => extent("far"));
    window.addEventListener("resize", view);
    const count = new Map();
    data.claims.forEach((claim) => claim.day !== null && count.set(claim.day, (count.get(claim.day) || 0) + 1));
    const most = Math.max(1, ...count.values());
    for (const [day, number] of count) {
      const height = 3 + (15 * number) / most;
      byId("ticks").append(svg("rect", { x: `${left(day)}%`, y: 18 - height, width: `${Math.max(0.4, 80 / data.days.length)}%`, height, opacity: 0.55 }));
    }
  }
  const left = (day) => (100 * day) / data.days.length;
  function play() {
    if (state.day >= data.days.length - 1) go(0);
    byId("play").textContent = "❚❚";
    byId("play").setAttribute("aria-label", "Pause");
    state.timer = setInterval(() => (state.day >= data.days.length - 1 ? stop() : go(state.day + 1)), 160);
  }
  function stop() {
    clearInterval(state.timer);
    state.timer = null;
    byId("play").textContent = "▶";
    byId("play").setAttribute("aria-label", "Play");
  }
  function go(day, place) {
    state.day = Math.max(0, Math.min(data.days.length - 1, day));
    if (place !== undefined) state.place = place;
    refresh();
  }
  function choose(place) {
    state.place = place;
    refresh();
    if (window.matchMedia("(max-width: 900px)").matches) byId("detail").scrollIntoView({ block: "nearest" });
  }

  // ---- legend

  function drawLegend() {
    const sample = (attributes) => svg("svg", { viewBox: "0 0 22 15", "aria-hidden": "true" }, svg("rect", { width: 22, height: 15, rx: 3, ...attributes }));
    const entry = (attributes, text) => el("li", {}, sample(attributes), text);
    const parties = data.keys.filter((kind) => kind.kind === "party");
    const items = parties.map((kind) => entry({ class: `t${kind.tone}` }, kind.name));
    const tones = parties.slice(0, 2).map((kind) => kind.tone);
    items.push(entry({ fill: hatch(tones.length === 2 ? tones : ["c", "n"], "strip") }, "contested"));
    items.push(entry({ class: "tu" }, "unknown"));
    items.push(entry({ class: "t0 area claimed", "fill-opacity": 0.5, x: 1, y: 1, width: 20, height: 13 }, "one side's word"));
    items.push(entry({ class: "t0", "fill-opacity": 0.35 }, "unsure"), entry({ class: "t0" }, "sure"));
    byId("legend").append(...items);
  }

  // ---- timeline strips

  const strips = [];
  function drawStrips() {
    let unit = null;
    const box = byId("strips");
    data.places.forEach((place, index) => {
      if (place.adm1 !== unit) {
        unit = place.adm1;
        box.append(el("h3", { class: "unit-name" }, unit || "Elsewhere"));
      }
      const strip = svg("svg", { role: "img", "aria-label": `Timeline of ${place.name}`, onclick: (event) => pick(event, index) }, ...runsOf(index), ...dotsOf(index));
      const cursor = svg("rect", { class: "cursor", y: 0, width: 2, height: 22 });
      strip.append(cursor);
      const button = el("button", { type: "button", title: place.name, onclick: () => choose(index) }, place.name);
      strips.push({ button, cursor });
      box.append(el("div", { class: "strip" }, button, strip));
    });
    box.append(axis());
  }
  function looks(cell) {
    return cell.state < 0 ? "unknown" : [cell.state, cell.label, Math.round(share(cell) * 12), rivals(cell).join()].join("|");
  }
  function runsOf(index) {
    const nodes = [];
    const runs = data.places[index].runs;
    let start = 0;
    for (let at = 0; at < runs.length; at += 1) {
      const next = runs[at + 1];
      const cell = data.cells[runs[start][1]];
      if (next && looks(data.cells[next[1]]) === looks(cell)) continue;
      nodes.push(...segment(cell, runs[start][0], next ? next[0] : data.days.length));
      start = at + 1;
    }
    return nodes;
  }
  function segment(cell, from, to) {
    const node = svg("rect", { x: `${left(from)}%`, y: 0, width: `${left(to) - left(from) + 0.02}%`, height: 22 }, svg("title", {}, `${data.days[from]}: ${brief(cell)}`));
    node.dataset.base = "cell";
    paint(node, cell, "strip");
    const seam = from > 0 ? svg("rect", { class: "seam", x: `${left(from)}%`, y: 0, width: 1, height: 22, opacity: 0.7 }) : null;
    return seam ? [node, seam] : [node];
  }
  function dotsOf(index) {
    const days = new Set(data.claims.filter((claim) => claim.place === index && claim.day !== null).map((claim) => claim.day));
    return [...days].map((day) => svg("circle", { class: "dot", cx: `${left(day + 0.5)}%`, cy: 18, r: 2 }));
  }
  function pick(event, index) {
    const box = event.currentTarget.getBoundingClientRect();
    stop();
    go(Math.floor(((event.clientX - box.left) / box.width) * data.days.length), index);
  }
  function axis() {
    const node = svg("svg", { "aria-hidden": "true" });
    data.days.forEach((day, index) => {
      const opens = index === 0 || day.slice(0, 7) !== data.days[index - 1].slice(0, 7);
      if (opens && (index === 0 || left(data.days.length - index) > 3)) node.append(svg("text", { x: `${left(index)}%`, y: 14 }, longDay(day).split(" ").slice(1).join(" ")));
    });
    const labels = [...node.childNodes];
    labels.forEach((label, at) => { if (at + 1 < labels.length && parseFloat(labels[at + 1].getAttribute("x")) - parseFloat(label.getAttribute("x")) < 9) label.remove(); });
    return el("div", { class: "axis" }, node);
  }

  // ---- one district

  function drawDetail() {
    const place = data.places[state.place];
    const box = byId("detail");
    if (!place) {
      box.replaceChildren(el("p", {}, "No claim in this ledger names a place that could be identified."));
      return;
    }
    const cell = cellAt(state.place, state.day);
    const because = cell.because.filter((pair) => data.claims[pair[0]]);
    const seen = new Set(because.map((pair) => pair[0]));
    const rest = data.claims.map((_, index) => index).filter((index) => data.claims[index].place === state.place && !seen.has(index) && data.claims[index].day !== null && data.claims[index].day <= state.day);
    box.replaceChildren(
      el("div", {}, el("p", { class: "where" }, [place.adm1, place.country].filter(Boolean).join(", "), ` · ${longDay(data.days[state.day])}`), el("h2", {}, place.name)),
      verdict(cell), ...warnings(cell), bars(cell), ...grounds(because), ...others(rest));
  }
  function verdict(cell) {
    if (cell.state < 0) return el("p", { class: "verdict" }, "In unknown hands: nothing was known yet.");
    const phrase = statePhrase(cell);
    return el("p", { class: "verdict" }, el("strong", {}, phrase[0].toUpperCase() + phrase.slice(1)), `, ${percent(share(cell))} `, el("span", { class: `chip ${cell.label}` }, cell.label));
  }
  function warnings(cell) {
    const notes = [];
    if (cell.label === "claimed" || (cell.sides.length === 1 && cell.roots > 0)) {
      notes.push(`One-sided: ${cell.sides.length ? `what moves this picture comes from the side of ${cell.sides.join(", ")}` : "everything known comes from one side"}.`);
    }
    if (cell.missing.length) notes.push(`Missing: ${cell.missing.join("; ")}.`);
    return notes.map((note) => el("p", { class: "note" }, note));
  }
  function bars(cell) {
    const list = el("dl", { class: "bars" });
    for (const [index, p] of cell.p) {
      const kind = key(index);
      const bar = svg("rect", { height: 10, width: `${Math.max(0.5, p * 100)}%`, rx: 4 });
      if (kind.kind === "contested") bar.setAttribute("fill", hatch(rivals(cell), "strip"));
      else bar.setAttribute("class", kind.kind === "party" ? `t${kind.tone}` : "tn");
      list.append(el("dt", {}, kind.name), el("div", { class: "bar" }, svg("svg", { "aria-hidden": "true" }, bar)), el("dd", {}, percent(p)));
    }
    return list;
  }
  function grounds(because) {
    if (!because.length) return [];
    const roots = new Set(because.map((pair) => data.claims[pair[0]].root)).size;
    const note = `${because.length} ${because.length === 1 ? "claim" : "claims"}, ${roots} ${roots === 1 ? "root" : "roots"}; strongest first`;
    return [el("h3", {}, "Because of ", el("small", {}, note)), el("ol", { class: "claims" }, ...because.map(([index, weight]) => claimNode(data.claims[index], weight)))];
  }
  function others(rest) {
    if (!rest.length) return [];
    const list = el("ol", { class: "claims" }, ...rest.map((index) => claimNode(data.claims[index], null)));
    return [el("details", {}, el("summary", {}, `${rest.length} more known by then that did not move it (retold, background, other kinds)`), list)];
  }
  function claimNode(claim, weight) {
    const side = weight === null ? "" : weight < 0 ? "against" : "for";
    const alone = weight === 0 ? ["others say as much: without it alone the picture would be the same", "agrees: "]
      : weight === null ? null : ["change of the log-odds of the likeliest state", `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)} `];
    const signed = alone && el("span", { class: "weight", title: alone[0] }, alone[1]);
    return el("li", { class: `claim ${side}` },
      el("p", { class: "says" }, signed, claim.says),
      el("blockquote", { lang: claim.language, dir: "auto" }, claim.before, el("mark", {}, claim.quote), claim.after),
      el("p", { class: "who" }, claim.chain),
      el("p", { class: "who" }, [claim.published && `published ${claim.published}`, claim.known && `public by ${claim.known}`, claim.when && `about ${claim.when}`, `root ${claim.rootName}`].filter(Boolean).join(" · ")));
  }

  // ---- lists

  function drawChanges() {
    const shown = (limit) => data.changes.slice(0, limit).map((change) => el("li", {}, el("button", { type: "button", onclick: () => { stop(); go(change.day, change.place); byId("detail").scrollIntoView({ block: "nearest" }); } },
      el("time", { datetime: data.days[change.day] }, data.days[change.day]), el("span", {}, data.places[change.place].name),
      el("span", { class: "what" }, `${change.before} → ${change.after}`), change.why ? el("span", { class: "why" }, change.why) : null)));
    const list = byId("changes");
    const all = data.changes.length;
    list.append(...shown(60));
    if (all > 60) list.after(el("button", { type: "button", class: "more", onclick: (event) => { list.replaceChildren(...shown(all)); event.currentTarget.remove(); } }, `Show all ${all}`));
    if (!all) list.append(el("li", {}, "Nothing changed from one day to the next."));
  }
  function drawSources() {
    const body = byId("sources").querySelector("tbody");
    for (const [name, kind, side, first, repeated, roots] of data.sources) {
      body.append(el("tr", {}, el("td", { dir: "auto" }, name), el("td", {}, kind), el("td", {}, side || "—"), el("td", { class: "n" }, String(first)), el("td", { class: "n" }, String(repeated)), el("td", { class: "n" }, String(roots))));
    }
  }

  // ---- all of it

  function refresh() {
    slider.value = state.day;
    slider.setAttribute("aria-valuetext", data.days.length ? longDay(data.days[state.day]) : "");
    byId("day").textContent = data.days.length ? longDay(data.days[state.day]) : "No dated claim";
    paintMap();
    showNames();
    strips.forEach(({ button, cursor }, index) => {
      button.setAttribute("aria-pressed", String(index === state.place));
      cursor.setAttribute("x", `${left(state.day + 0.5)}%`);
    });
    drawDetail();
  }
  drawMap();
  drawTime();
  drawLegend();
  drawStrips();
  drawChanges();
  drawSources();
  extent("near");
  refresh();
})();
