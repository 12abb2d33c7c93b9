// The map preview of one service. No base map: nothing is fetched from elsewhere.
/* global maplibregl */

import { word } from "./wording.js";

const BLUE = "#000091";
const EMPTY = {
  version: 8,
  sources: { graticule: { type: "geojson", data: graticule() } },
  layers: [
    { id: "ground", type: "background", paint: { "background-color": "#f6f6f6" } },
    { id: "graticule", type: "line", source: "graticule", paint: { "line-color": "#dddddd" } },
  ],
};
let map;

function graticule() {
  const lines = [];
  for (let degrees = -180; degrees <= 180; degrees += 10) {
    lines.push([[degrees, -85], [degrees, 85]]);
    if (Math.abs(degrees) <= 80) lines.push([[-180, degrees], [180, degrees]]);
  }
  return { type: "MultiLineString", coordinates: lines };
}

function theMap() {
  map ??= new maplibregl.Map({
    container: "map",
    style: EMPTY,
    center: [2.5, 46.5],
    zoom: 4,
    attributionControl: false,
    fadeDuration: 0,
    canvasContextAttributes: { preserveDrawingBuffer: true },
  });
  return map;
}

function ready(shown) {
  return shown.isStyleLoaded() ? Promise.resolve() : new Promise((done) => shown.once("load", done));
}

function clear(shown) {
  for (const layer of shown.getStyle().layers) if (layer.id.startsWith("service")) shown.removeLayer(layer.id);
  for (const name of Object.keys(shown.getStyle().sources)) if (name.startsWith("service")) shown.removeSource(name);
}

function drawVector(shown, source, sourceLayer, suffix = "") {
  const base = { source, ...(sourceLayer ? { "source-layer": sourceLayer } : {}) };
  const kind = (name) => ["==", ["geometry-type"], name];
  const polygon = ["any", kind("Polygon"), kind("MultiPolygon")];
  const line = ["any", polygon, kind("LineString"), kind("MultiLineString")];
  const point = ["any", kind("Point"), kind("MultiPoint")];
  shown.addLayer({ id: `service-fill${suffix}`, type: "fill", ...base, filter: polygon,
    paint: { "fill-color": BLUE, "fill-opacity": 0.25 } });
  shown.addLayer({ id: `service-line${suffix}`, type: "line", ...base, filter: line, paint: { "line-color": BLUE } });
  shown.addLayer({ id: `service-point${suffix}`, type: "circle", ...base, filter: point,
    paint: { "circle-color": BLUE, "circle-radius": 5, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1 } });
}

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

const DRAW = {
  "WFS": async (shown, service, base) => {
    for (const [index, name] of service.names.entries()) {
      const query = new URLSearchParams({ SERVICE: "WFS", VERSION: "2.0.0", REQUEST: "GetFeature", TYPENAMES: name,
        SRSNAME: "EPSG:4326", OUTPUTFORMAT: "application/json", COUNT: "2000" });
      const data = await fetched(`${base}?${query}`);
      shown.addSource(`service-${index}`, { type: "geojson", data });
      drawVector(shown, `service-${index}`, null, `-${index}`);
    }
  },
  "WMS-VECTOR": async (shown, service, base) => {
    const query = `SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=${encodeURIComponent(service.layer_name)}&STYLES=`
      + "&CRS=EPSG:3857&BBOX={bbox-epsg-3857}&WIDTH=512&HEIGHT=512&FORMAT=image/png&TRANSPARENT=TRUE";
    shown.addSource("service-wms", { type: "raster", tiles: [`${base}?${query}`], tileSize: 512 });
    shown.addLayer({ id: "service-wms", type: "raster", source: "service-wms" });
  },
  "WMTS-TMS": async (shown, service, base) => {
    const described = await fetched(`${base}/metadata.json`);
    shown.addSource("service-tms", { type: "vector", tiles: described.tiles, minzoom: described.minzoom,
      maxzoom: described.maxzoom });
    for (const layer of described.vector_layers) drawVector(shown, "service-tms", layer.id, `-${layer.id}`);
    return described.minzoom;
  },
};

// Draws the service; returns the sentence to show beside the map.
export async function preview(service) {
  const shown = theMap();
  await ready(shown);
  clear(shown);
  if (service.seeded) return word("seeded");
  const wanted = { "WFS": "WFS", "WMS-VECTOR": "WMS", "WMTS-TMS": "TMS" }[service.type];
  const url = service.urls.find((item) => item.type === wanted)?.url;
  if (!url || !DRAW[service.type]) return service.layer_name;
  try {
    const smallest = await DRAW[service.type](shown, service, url);
    if (service.bbox) {
      const [west, south, east, north] = service.bbox;
      shown.fitBounds([[west, south], [east, north]], { padding: 40, maxZoom: 12, animate: false });
      if (smallest > shown.getZoom()) shown.setZoom(smallest);
    }
  } catch (error) {
    return word("unavailable") + error.message;
  }
  await new Promise((done) => shown.once("idle", done));
  return `${service.type} · ${service.layer_name} · ${url}`;
}
