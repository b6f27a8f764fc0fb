export { type Process, thothctl } from "./thothctl.ts";
