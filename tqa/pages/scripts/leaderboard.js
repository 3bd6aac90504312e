"use strict";
for (const table of document.querySelectorAll(".sortable table")) {
  const body = table.tBodies[0];
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.value ?? cell.textContent.trim();
    const number = parseFloat(text.replaceAll(",", ""));
    return Number.isNaN(number) ? text : number;
  };
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "descending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows].map((row) => [valueOf(row, column), row]);
      rows.sort(([a], [b]) => {
        const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
        return up ? order : -order;
      });
      body.append(...rows.map(([, row]) => row));
    });
  });
}
for (const browser of document.querySelectorAll(".browser")) {
  const form = browser.querySelector("form");
  const list = browser.querySelector(".segments");
  const search = form.querySelector("input[type=search]");
  const order = form.querySelector("select");
  const flagged = form.querySelector("input[type=checkbox]");
  const count = form.querySelector("output");
  const every = [...list.children].map((item, place) => ({
    item,
    place,
    text: item.textContent.toLowerCase(),
    values: item.dataset.values.split(" ").map(parseFloat),
  }));
  const show = () => {
    const wanted = search.value.toLowerCase().trim();
    let shown = 0;
    for (const each of every) {
      const fits = each.text.includes(wanted) && (!flagged?.checked || each.item.dataset.flagged);
      each.item.hidden = !fits;
      shown += fits;
    }
    count.value = `${shown.toLocaleString()} / ${every.length.toLocaleString()}`;
  };
  const arrange = () => {
    const at = Number(order.value);
    const sign = Number(order.selectedOptions[0].dataset.sign ?? 1);
    const key = ({ values, place }) => (at < 0 ? place : Number.isNaN(values[at]) ? Infinity : sign * values[at]);
    list.append(...[...every].sort((a, b) => key(a) - key(b) || a.place - b.place).map(({ item }) => item));
  };
  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  flagged?.addEventListener("change", show);
  order.addEventListener("change", arrange);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
}
