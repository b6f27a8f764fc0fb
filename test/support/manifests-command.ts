import { type Surroundings, thothctl } from "@thoth-iac/thothctl";
import type { GovApiInMemory } from "./govapi.ts";
import { type Desired, documentsOf, yamlOf } from "./manifests.ts";

/** A command line that ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What command lines see. */
export interface Around {
  readonly govApi: GovApiInMemory;
  /** Texts by path. */
  readonly files: Map<string, string>;
  readonly env?: Readonly<Record<string, string>>;
  /** Stands between the client and GovAPI. */
  readonly between?: (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;
  readonly stop?: AbortSignal;
}

/** Runs a command line in this process, on files in memory and a control plane without a socket. */
export async function commandLine(args: readonly string[], around: Around): Promise<Ended> {
  const { govApi, files, env, between, stop } = around;
  const printed = { stdout: "", stderr: "" };
  const sink = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      printed[name] += text;
    },
    columns: undefined,
    isTerminal: false,
  });
  const next = (request: Request) => govApi.app.fetch(request);
  const surroundings: Surroundings = {
    env: {
      THOTH_GOVAPI_URL: "https://govapi.test",
      THOTH_TENANT_ID: govApi.tenant,
      THOTH_API_KEY: govApi.orgApiKey,
      ...env,
    },
    readFile: async (path) => {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: "ENOENT" });
      return text;
    },
    files: filesIn(files),
    self: "the test (pid 1)",
    fetch: (input, init) => {
      const request = new Request(input, init);
      return between === undefined ? next(request) : between(request, next);
    },
    stop: stop ?? new AbortController().signal,
    stdout: sink("stdout"),
    stderr: sink("stderr"),
  };
  const code = await thothctl(args, surroundings);
  return { code, ...printed };
}

/** Files in memory, with the folders that their paths name. */
export function filesIn(files: Map<string, string>): Surroundings["files"] {
  const under = (folder: string) =>
    [...files.keys()].filter((path) => path.startsWith(`${folder.replace(/\/$/, "")}/`));
  return {
    look: async (path) => {
      const text = files.get(path);
      if (text !== undefined) return { kind: "file", size: Buffer.byteLength(text) };
      return under(path).length > 0 ? { kind: "folder", size: 0 } : undefined;
    },
    names: async (folder) => {
      const start = `${folder.replace(/\/$/, "")}/`.length;
      return [...new Set(under(folder).map((path) => path.slice(start).split("/")[0] ?? ""))].sort();
    },
    write: async (path, text) => {
      files.set(path, text);
    },
  };
}

/** A set as files of a folder, several documents in each, with what its secrets are read from. */
export function filesOf(
  set: readonly Desired[],
  folder: string,
): { readonly files: Map<string, string>; readonly env: Readonly<Record<string, string>> } {
  const { documents, env, files } = documentsOf(set);
  const perFile = 4;
  const texts = Array.from({ length: Math.ceil(documents.length / perFile) }, (_, at): [string, string] => [
    `${folder}/part-${at}.yaml`,
    yamlOf(documents.slice(at * perFile, (at + 1) * perFile)),
  ]);
  const secrets = Object.entries(files).map(([path, text]): [string, string] => [`${folder}/${path}`, text]);
  return { files: new Map([...texts, ...secrets]), env };
}
