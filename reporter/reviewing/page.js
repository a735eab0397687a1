(() => {
  "use strict";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const position = document.getElementById("position");
  const words = form.querySelector("[data-words-filter]");
  const view = form.querySelector("[data-view]");
  const keys = document.querySelector("[data-keys]");
  const selects = all("[data-filter]", form);
  const sections = all("section[id]").filter((one) => one.id !== "near-misses");
  const entries = new Map(all("nav li[data-text]").map((one) => [one.dataset.text, one]));
  const marks = all("mark[data-for]").map((node) => ({ node, anchors: node.dataset.for.split(" ") }));
  const everything = count.textContent;
  const listed = document.querySelector("#contents summary");
  const allListed = listed.textContent;

  const records = all(".card").map((node) => ({
    node,
    anchor: node.dataset.record,
    row: node.closest(".row"),
    section: node.closest("section"),
    facets: JSON.parse(node.dataset.facets),
    shown: true,
    text: null,
  }));
  const byAnchor = new Map(records.map((one) => [one.anchor, one]));
  let current = null;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = (record) => {
    if (record.text === null) {
      record.text = plain([record.section.querySelector("h2"), record.row.querySelector(".text"), record.node]
        .map((one) => one.textContent).join(" "));
    }
    return record.text;
  };
  const wantedWords = () => plain(words.value).split(/\s+/).filter(Boolean);
  const filtering = () => wantedWords().length > 0 || selects.some((one) => one.value);

  /* A record passes if every filter but the one left out lets it pass. */
  const passes = (record, wanted, except) =>
    selects.every((one) => one === except || !one.value || record.facets[one.dataset.filter].includes(one.value)) &&
    wanted.every((word) => searched(record).includes(word));

  const recount = (wanted) => {
    for (const select of selects) {
      const counts = new Map();
      for (const record of records) {
        if (passes(record, wanted, select)) {
          for (const value of new Set(record.facets[select.dataset.filter])) {
            counts.set(value, (counts.get(value) || 0) + 1);
          }
        }
      }
      for (const option of select.options) {
        if (option.value) { option.textContent = option.dataset.words + " (" + (counts.get(option.value) || 0) + ")"; }
      }
    }
  };

  const apply = () => {
    const wanted = wantedWords();
    const filtered = filtering();
    for (const record of records) {
      record.shown = passes(record, wanted, null);
      record.node.hidden = !record.shown;
    }
    recount(wanted);
    for (const mark of marks) {
      mark.node.classList.toggle("off", !mark.anchors.some((one) => byAnchor.get(one).shown));
    }
    const shown = records.filter((one) => one.shown);
    const rows = new Set(shown.map((one) => one.row));
    const kept = new Set(shown.map((one) => one.section));
    for (const section of sections) {
      const keep = !filtered || kept.has(section);
      section.hidden = !keep;
      entries.get(section.id).hidden = !keep;
    }
    for (const row of all(".row")) {
      row.hidden = view.value !== "texts" && !rows.has(row) &&
        !(view.value === "misses" && row.querySelector("[data-near]"));
    }
    count.textContent = filtered
      ? shown.length + " of " + records.length + " records, in " + kept.size + " of " + sections.length + " resolutions"
      : everything;
    listed.textContent = filtered ? kept.size + " of " + allListed : allListed;
    if (current && !current.shown) { leave(); }
    tellPosition();
  };

  const tellPosition = () => {
    const shown = records.filter((one) => one.shown);
    position.textContent = current ? (shown.indexOf(current) + 1) + " of " + shown.length : "";
  };

  const leave = () => {
    all(".current").forEach((one) => one.classList.remove("current"));
    current = null;
  };

  const go = (record) => {
    leave();
    current = record;
    record.node.classList.add("current");
    for (const mark of marks) { mark.node.classList.toggle("current", mark.anchors.includes(record.anchor)); }
    record.node.focus({ preventScroll: true });
    const tall = record.row.offsetHeight > window.innerHeight / 2;
    (tall ? record.node : record.row).scrollIntoView({ block: "center" });
    history.replaceState(null, "", "#" + record.anchor);
    tellPosition();
  };

  /* From the current record; without one, from what the reader has before the eyes. */
  const step = (by) => {
    const shown = records.filter((one) => one.shown);
    if (!shown.length) { return; }
    let at = shown.indexOf(current);
    if (at < 0) {
      const top = stickyHeight();
      const next = shown.findIndex((one) => one.row.getBoundingClientRect().bottom > top);
      at = by > 0 ? (next < 0 ? shown.length : next) - 1 : (next < 0 ? shown.length : next);
    }
    go(shown[(at + by + shown.length) % shown.length]);
  };

  const showAll = () => {
    for (const select of selects) { select.value = ""; }
    words.value = "";
    view.value = "texts";
    apply();
  };

  const follow = () => {
    let wanted = location.hash.slice(1);
    try { wanted = decodeURIComponent(wanted); } catch { /* as it stands */ }
    if (!wanted) { return; }
    const target = document.getElementById(wanted);
    const record = byAnchor.get(wanted);
    if (!target && !record) {
      count.textContent = "Not on this page: " + wanted;
      return;
    }
    if (record ? !record.shown : target.closest("[hidden]")) { showAll(); }
    if (record) { go(record); return; }
    leave();
    tellPosition();
    if (wanted === "near-misses") { target.querySelector("details").open = true; }
    target.scrollIntoView({ block: target.classList.contains("row") || target.classList.contains("place") ? "center" : "start" });
  };

  const header = document.querySelector("header");
  const stickyHeight = () => (getComputedStyle(header).position === "sticky" ? header.offsetHeight : 0);
  const makeRoom = () => { document.documentElement.style.scrollPaddingTop = stickyHeight() + 8 + "px"; };

  let waiting = 0;
  words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  for (const select of [...selects, view]) { select.addEventListener("change", apply); }
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); apply(); });
  form.addEventListener("reset", (event) => { event.preventDefault(); showAll(); });
  window.addEventListener("hashchange", follow);
  window.addEventListener("resize", makeRoom);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.key === "Escape") {
      if (filtering() || view.value !== "texts") { showAll(); }
      if (form.contains(event.target)) { event.target.blur(); }
      return;
    }
    if (!keys.checked || event.target.matches("select, textarea, input:not([type='checkbox'])")) { return; }
    if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); } else if (event.key === "/") {
      event.preventDefault();
      words.focus();
      words.select();
    }
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-for]");
    if (mark && getSelection().isCollapsed) {
      const here = mark.dataset.for.split(" ").map((one) => byAnchor.get(one)).filter((one) => one.shown);
      if (here.length) { go(here[(here.indexOf(current) + 1) % here.length]); }
      return;
    }
    const link = event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { follow(); }
  });

  form.hidden = document.getElementById("keys").hidden = false;
  makeRoom();
  /* A browser that comes back to the page may have kept the filters. */
  apply();
  follow();
})();
