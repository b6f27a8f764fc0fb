import process from "node:process";
import { enginesOf, type TestEngine } from "./engines.ts";

/** Whether an engine is the newest of its product that there is: the one for stories that need not be told on each. */
export function isNewest(engine: TestEngine): boolean {
  const rivals = enginesOf(process.env).present.filter(({ product }) => product === engine.product);
  return rivals.every(({ version }) => version.localeCompare(engine.version, "en", { numeric: true }) <= 0);
}
