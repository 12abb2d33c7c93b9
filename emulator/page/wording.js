// Every word of the page, in both languages.

export const WORDS = {
  fr: {
    title: "Géoplateforme émulée",
    datasheets: "Fiches de données",
    filter: "Filtrer",
    preview: "Aperçu du service",
    choose: "Choisissez un service.",
    people: "Qui est connecté",
    account: "Compte",
    membership: "Espaces et droits",
    seen: "Dernier appel",
    never: "pas encore",
    administrator: "administrateur",
    join: "Rejoindre",
    notJoined: "n'a pas rejoint l'espace Découverte",
    requests: "Dernières requêtes",
    time: "Heure",
    request: "Requête",
    status: "État",
    noSheet: "Aucune fiche de données. Publiez une couche : elle apparaîtra ici.",
    untitled: "(sans fiche de données)",
    upload: "Livraison",
    storedData: "Donnée stockée",
    noService: "aucun service",
    private: "accès restreint",
    seeded: "Fiche d'exemple : elle n'a pas de données à montrer.",
    unavailable: "Le service ne répond pas : ",
    jobs: (count) => (count ? `travaux en cours : ${count}` : "aucun travail en cours"),
  },
  en: {
    title: "Emulated Géoplateforme",
    datasheets: "Datasheets",
    filter: "Filter",
    preview: "Service preview",
    choose: "Choose a service.",
    people: "Who is signed in",
    account: "Account",
    membership: "Workspaces and rights",
    seen: "Last call",
    never: "not yet",
    administrator: "administrator",
    join: "Join",
    notJoined: "has not joined the Découverte workspace",
    requests: "Last requests",
    time: "Time",
    request: "Request",
    status: "Status",
    noSheet: "No datasheet. Publish a layer: it will appear here.",
    untitled: "(no datasheet)",
    upload: "Upload",
    storedData: "Stored data",
    noService: "no service",
    private: "restricted access",
    seeded: "An example datasheet: it has no data to show.",
    unavailable: "The service does not answer: ",
    jobs: (count) => (count ? `work in progress: ${count}` : "no work in progress"),
  },
};

const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language.slice(0, 2);
let language = asked === "en" ? "en" : "fr";

export const word = (key) => WORDS[language][key];
export const currentLanguage = () => language;

export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = word(element.dataset.text);
  }
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === chosen));
  }
}
