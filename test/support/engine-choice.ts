import process from "node:process";
import { enginesOf, type TestEngine } from "./engines.ts";

/** Whether an engine is the newest of its product that there is: older ones are spared the stories that take long. */
export function isNewest(engine: TestEngine): boolean {
  const { present } = enginesOf(process.env);
  const rivals = present.filter(({ product }) => product === engine.product);
  return rivals.every(({ version }) => version.localeCompare(engine.version, "en", { numeric: true }) <= 0);
}

/** Whether an engine is the one for stories that are about the server alone: the newest Terraform, or else OpenTofu. */
export function isChosen(engine: TestEngine): boolean {
  const { present } = enginesOf(process.env);
  return isNewest(engine) && (engine.product === "terraform" || present.every(({ product }) => product === "tofu"));
}
