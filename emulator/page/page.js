// The page: refreshed every two seconds from /__emulator__/overview.

import { preview } from "./map.js";
import { currentLanguage, speak, word } from "./wording.js";

const PERIOD = 2000;
let facts = null;
let drawn = "";

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const badge = (status) => element("span", status, `badge ${status.toLowerCase()}`);
const hour = (date) => new Date(date).toLocaleTimeString(currentLanguage());

function row(...cells) {
  const made = element("tr");
  for (const cell of cells) {
    const place = element("td");
    place.append(cell);
    made.append(place);
  }
  return made;
}

function joinButton(person) {
  const button = element("button", word("join"));
  button.addEventListener("click", async () => {
    await fetch(`/__emulator__/people/${person.login}/join`, { method: "POST" });
    await refresh();
  });
  return button;
}

function membership(person) {
  const cell = element("span");
  cell.append([["Découverte", person.sandbox], ["Atelier", person.atelier]]
    .filter(([, held]) => held).map(([name, held]) => `${name} (${held.length})`).join(", "));
  if (person.administrator) cell.append(word("administrator"));
  else if (!person.sandbox) cell.append(word("notJoined"), joinButton(person));
  return cell;
}

function showPeople() {
  document.querySelector("#people tbody").replaceChildren(...facts.people.map((person) => row(
    `${person.name} (${person.login})`, membership(person),
    person.seen ? hour(person.seen) : word("never"),
  )));
}

function showRequests() {
  document.querySelector("#requests tbody").replaceChildren(...facts.requests.map((request) => row(
    hour(request.time), `${request.method} ${request.path}`, badge(String(request.status ?? "…")),
    request.seconds === null ? "…" : (request.seconds * 1000).toFixed(1),
  )));
}

function serviceButton(service) {
  const button = element("button", `${service.type} `);
  button.dataset.service = service._id;
  button.title = service.layer_name;
  button.append(badge(service.status));
  if (!service.open) button.append(element("small", ` ${word("private")}`));
  button.setAttribute("aria-pressed", String(location.hash === `#${service._id}`));
  button.addEventListener("click", () => { location.hash = service._id; });
  return button;
}

function line(kind, item, content) {
  const made = element("li");
  made.append(element("span", `${kind} · ${item.name} `), badge(item.status), ...content);
  return made;
}

function sheetCard(sheet) {
  const card = element("article");
  card.append(element("h3", sheet.name || word("untitled")), element("p", sheet.datastore, "place"));
  const list = element("ul");
  for (const upload of sheet.uploads) {
    const checks = upload.checks.flatMap((check) => [element("small", ` ${check.name} `), badge(check.status)]);
    list.append(line(word("upload"), upload, checks));
  }
  for (const stored of sheet.stored_data) {
    const services = stored.services.map(serviceButton);
    list.append(line(`${word("storedData")} ${stored.type}`, stored,
      services.length ? services : [element("small", ` ${word("noService")}`)]));
  }
  card.append(list);
  return card;
}

function showSheets() {
  const wanted = document.querySelector("#filter").value.toLocaleLowerCase();
  const sheets = facts.datasheets.filter((sheet) => sheet.name.toLocaleLowerCase().includes(wanted));
  const cards = sheets.map(sheetCard);
  document.querySelector("#sheet-list").replaceChildren(...(cards.length ? cards : [element("p", word("noSheet"))]));
}

function service(identifier) {
  return facts.datasheets.flatMap((sheet) => sheet.stored_data).flatMap((stored) => stored.services)
    .find((item) => item._id === identifier);
}

async function showService() {
  const chosen = service(location.hash.slice(1));
  if (!chosen || drawn === `${chosen._id} ${chosen.status}`) return;
  drawn = `${chosen._id} ${chosen.status}`;
  document.querySelector("#service").textContent = await preview(chosen);
  document.body.dataset.drawn = chosen._id;
}

function show() {
  document.querySelector("#clock").textContent =
    `${new Date(facts.now).toLocaleString(currentLanguage())} · ${word("jobs")(facts.jobs)}`;
  showPeople();
  showRequests();
  showSheets();
}

async function refresh() {
  facts = await (await fetch("/__emulator__/overview")).json();
  show();
  await showService();
}

async function keepFresh() {
  try {
    await refresh();
  } catch (error) {
    document.querySelector("#clock").textContent = error.message;
  }
  setTimeout(keepFresh, PERIOD);
}

for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => { speak(button.dataset.lang); show(); });
}
document.querySelector("#filter").addEventListener("input", showSheets);
addEventListener("hashchange", () => { show(); showService(); });
speak(currentLanguage());
keepFresh();
