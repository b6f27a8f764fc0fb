import { error, nearest } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { type Place, placesOf } from "../completion/place.ts";
import { powershellScript } from "../completion/powershell.ts";
import { zshScript } from "../completion/zsh.ts";

/** Prints the script that makes a shell complete command lines of thothctl. */
export const run: Run = async ({ operands, output, table, refuse }) => {
  const [asked = ""] = operands;
  const script = scripts.get(asked);
  if (script === undefined) {
    const meant = nearest(asked, [...scripts.keys()]);
    const hint = meant === undefined ? "" : `Did you mean ${meant}? `;
    const detail = `${hint}There is one for each of ${[...scripts.keys()].join(", ")}.`;
    return refuse([error("usage", { summary: `There is no completion for ${JSON.stringify(asked)}`, detail })]);
  }
  output.print(script(placesOf(table)).trimEnd());
  return undefined;
};

const scripts: ReadonlyMap<string, (places: readonly Place[]) => string> = new Map([
  ["bash", bashScript],
  ["zsh", zshScript],
  ["fish", fishScript],
  ["powershell", powershellScript],
]);
