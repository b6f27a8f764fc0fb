import { dirname, isAbsolute, join, normalize } from "node:path";
import { nearest } from "@thoth-iac/model";
import type { World } from "../command.ts";
import { mostBytes } from "../reading.ts";
import { whyUnreadable } from "./manifest-paths.ts";
import type { SecretUse } from "./spec-values.ts";

/** The text that a reference stands for, or why there is none. */
export type SecretText = { readonly text: string } | { readonly summary: string; readonly detail: string };

/** Reads what references to the environment and to files stand for, each file once. */
export function secretReader(world: World): (use: SecretUse, manifestFile: string) => Promise<SecretText> {
  const files = new Map<string, Promise<SecretText>>();
  return async ({ from, name }, manifestFile) => {
    if (from === "env") return fromEnvironment(name, world);
    const path = fileReferred(name, manifestFile);
    const read = files.get(path) ?? fromFile(path, world);
    files.set(path, read);
    return read;
  };
}

/** The path of a file that a manifest refers to. */
export function fileReferred(path: string, manifestFile: string): string {
  return normalize(isAbsolute(path) ? path : join(manifestFile === "-" ? "." : dirname(manifestFile), path));
}

function fromEnvironment(name: string, { env }: World): SecretText {
  const text = env[name];
  if (text === undefined) {
    const near = nearest(name, Object.keys(env));
    const advice =
      near === undefined ? "Set it where thothctl runs." : `Set it where thothctl runs, or is ${near} meant?`;
    return {
      summary: "An environment variable is not set",
      detail: `The environment has no variable ${name}. ${advice}`,
    };
  }
  if (text !== "") return { text };
  return {
    summary: "An environment variable is empty",
    detail: `The environment variable ${name} holds nothing. Give it a value.`,
  };
}

async function fromFile(path: string, world: World): Promise<SecretText> {
  const unreadable = (why: string): SecretText => ({
    summary: "A file that a manifest refers to cannot be read",
    detail: `fromFile leads to ${path}, which ${why}. Paths start at the folder of the manifest. Correct the path, or make the file readable.`,
  });
  try {
    const stands = await world.files.look(path);
    if (stands === undefined) return unreadable("does not exist");
    if (stands.kind === "folder") return unreadable("is a folder");
    // A pipe that nobody writes to would be waited for without an end.
    if (stands.kind === "other") return unreadable("is no file of texts, but a pipe or a device");
    if (stands.size > mostBytes) return unreadable(`has ${stands.size} bytes; ${mostBytes} are the most`);
    const text = (await world.readFile(path)).replace(/\r?\n$/, "");
    if (text.includes("\ufffd")) return unreadable("does not hold text in UTF-8");
    if (text !== "") return { text };
    return {
      summary: "A file that a manifest refers to is empty",
      detail: `fromFile leads to ${path}, which holds nothing.`,
    };
  } catch (thrown) {
    return unreadable(whyUnreadable(thrown));
  }
}
