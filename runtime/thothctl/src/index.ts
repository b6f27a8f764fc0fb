export { filesOn } from "./files.ts";
export { loadManifests } from "./manifests/load.ts";
export { type Surroundings, thothctl } from "./thothctl.ts";
export { wholeTable } from "./whole-table.ts";
